/**
 * What a page includes: <script src="https://desk.example/widget.js" async></script>
 * Draws a bubble, opens the chat in a frame of our own origin. Options: data-topic, data-locale,
 * data-position ("left"), data-colour ("#0d5a5c"). The page may call Kontor.open() and Kontor.close().
 */
import { colours } from './brand';
import { styles } from './loader-styles';

const script = document.currentScript as HTMLScriptElement;
const { origin } = new URL(script.src);
const { topic, locale, position, colour } = script.dataset;
const labels: Record<string, string> = { en: 'Ask us', de: 'Fragen Sie uns', da: 'Spørg os', pl: 'Zapytaj nas', hu: 'Kérdezzen minket' };
const language = (locale || document.documentElement.lang || navigator.language).slice(0, 2);
const label = labels[language] ?? labels.en!;

const place = document.createElement('div');
place.dataset.kontor = '';
const root = place.attachShadow({ mode: 'open' });
// A constructed style sheet is allowed under any policy of the page.
const sheet = new CSSStyleSheet();
sheet.replaceSync(styles(position === 'left' ? 'left' : 'right', colours(colour) ?? { fill: '#0d5a5c', ink: '#fff' }));
root.adoptedStyleSheets = [sheet];

const button = document.createElement('button');
button.type = 'button';
button.setAttribute('aria-expanded', 'false');
button.innerHTML =
	'<svg width="26" height="26" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M4 5h16v11H10l-4.5 4V16H4z"/></svg><b></b>';
root.append(button);

let frame: HTMLIFrameElement | undefined;
let ready = false;
const shown = () => !!frame && !frame.hidden;

function load() {
	if (frame) return;
	const query = new URLSearchParams({ host: location.origin });
	for (const [key, value] of Object.entries({ topic, locale: language, colour })) if (value) query.set(key, value);
	frame = document.createElement('iframe');
	frame.title = label;
	frame.hidden = true;
	frame.src = `${origin}/widget?${query}`;
	root.append(frame);
}

function show(open: boolean) {
	if (open) load();
	if (!frame) return;
	frame.hidden = !open;
	button.setAttribute('aria-expanded', String(open));
	tell();
	(open ? frame : button).focus();
}

/** The chat counts messages as read only while it is in sight. */
function tell() {
	if (ready) frame?.contentWindow?.postMessage({ kontor: shown() }, origin);
}

function count(n: number) {
	const text = n > 0 ? String(Math.min(99, n)) : '';
	button.querySelector('b')!.textContent = text;
	button.setAttribute('aria-label', text ? `${label} (${text})` : label);
}

/** On this page: has somebody asked before? Then answers are counted without opening the chat. */
function asked(now?: true): boolean {
	try {
		if (now) localStorage.setItem('kontor.asked', '1');
		return localStorage.getItem('kontor.asked') !== null;
	} catch {
		return false;
	}
}

function begin() {
	document.body.append(place);
	count(0);
	if (asked()) setTimeout(load, 1500);
}

addEventListener('message', ({ source, origin: from, data }) => {
	if (!frame || source !== frame.contentWindow || from !== origin) return;
	switch (data?.kontor) {
		case 'ready':
			ready = true;
			return tell();
		case 'close':
			return show(false);
		case 'used':
			return asked(true);
		case 'unread':
			return count(Number(data.n));
	}
});
addEventListener('keydown', (event) => event.key === 'Escape' && shown() && show(false));
button.onclick = () => show(!shown());
(window as unknown as { Kontor: object }).Kontor = { open: () => show(true), close: () => show(false) };

if (document.body) begin();
else addEventListener('DOMContentLoaded', begin);
