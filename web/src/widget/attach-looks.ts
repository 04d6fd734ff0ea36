const rules = `
.attach { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
.attach[hidden] { display: none; }
.attach .state:empty, .picked:empty, .bubble:empty { display: none; }
.attach .state { width: 100%; }
.clip { width: 40px; height: 40px; padding: 0; border: 0; border-radius: var(--radius-small); background: none; color: var(--ink-soft); font-size: 18px; cursor: pointer; }
.clip:hover { background: var(--sunken); }
.picked, .files { display: flex; flex-wrap: wrap; gap: 6px; min-width: 0; max-width: 100%; margin: 0; padding: 0; list-style: none; }
.picked { flex: 1; }
.picked li, .files li > * { display: inline-flex; gap: 6px; align-items: center; max-width: 100%; min-height: 40px; padding: 2px 10px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--ink); font-size: 13.5px; }
.picked span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.picked small, .files small { flex: none; color: var(--ink-soft); }
.picked progress { width: 56px; height: 6px; accent-color: var(--accent); }
.picked button { width: 40px; height: 36px; margin-right: -8px; padding: 0; border: 0; background: none; color: var(--ink-soft); font-size: 18px; }
.files button { cursor: pointer; text-decoration: underline; text-underline-offset: 3px; overflow-wrap: anywhere; }
.files button:has(img) { padding: 0; overflow: hidden; }
.files img { display: block; max-width: min(220px, 100%); max-height: 180px; min-width: 40px; min-height: 40px; object-fit: contain; }
.mine > .files { justify-content: flex-end; }
`;

/** Styles that come with the code: a constructed sheet needs no leave of the content security policy. */
export function looks(): void {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(rules);
	document.adoptedStyleSheets.push(sheet);
}
