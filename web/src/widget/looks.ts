/** Styles that come with code: a constructed sheet needs no leave of the content security policy. */
export function looks(rules: string): void {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(rules);
	document.adoptedStyleSheets.push(sheet);
}
