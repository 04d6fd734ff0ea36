import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const module = 'virtual:attach-messages';
const locales = ['en', 'de', 'da', 'pl', 'hu'];

/** What the widget says of files, in all languages: fetched with the code that deals with them. */
export function attachMessages(): Plugin {
	return {
		name: 'kontor:attach-messages',
		resolveId: (id) => (id === module ? '\0' + module : undefined),
		load: (id) => (id === '\0' + module ? `export default ${JSON.stringify(Object.fromEntries(locales.map((locale) => [locale, words(locale)])))}` : undefined)
	};
}

function words(locale: string): object {
	const all = JSON.parse(readFileSync(fileURLToPath(new URL(`../messages/${locale}/ticket.json`, import.meta.url)), 'utf8')) as Record<string, unknown>;
	const file = Object.entries(all).filter(([key]) => key.startsWith('ticket.file.') && !/describe|asked/.test(key));
	return Object.fromEntries(file.map(([key, text]) => [key.slice('ticket.file.'.length), text]));
}
