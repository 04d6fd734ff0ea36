// Runs before the first paint: the chosen theme and language, so that nothing flashes.
try {
	var theme = localStorage.getItem('kontor.theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
	var locale = localStorage.getItem('kontor.locale');
	if (locale) document.documentElement.lang = locale;
} catch (e) {
	/* storage is blocked: the system's preference serves */
}
