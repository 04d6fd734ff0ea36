// What a page does to open the chat from a link of its own: widget.js offers Kontor.open() and Kontor.close().
addEventListener('load', function () {
	document.querySelectorAll('[data-ask]').forEach(function (button) {
		if (!window.Kontor) return;
		button.hidden = false;
		button.addEventListener('click', window.Kontor.open);
	});
});
