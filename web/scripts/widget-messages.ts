import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const module = 'virtual:widget-messages';
const locales = ['en', 'de', 'da', 'pl', 'hu'];
/** Words that only helpers see, or that the widget has no use for. */
const helpersOnly =
	/^contact\.(?!line\.)|^ticket\.(action|note|reason|hands|tier|file|risky|flag|entry|leak\.(text|done)$|mask\.title|state\.(open|waiting)$|erased$|event\.(offered|skipped|personal_shown|erased|describe_asked|held|resolved\.(you|system))|rating\.label)/;
/** Words of what is fetched later: src/widget/parts.ts. */
const ofParts =
	/^(contact\.|widget\.(account|sign_out|staff|requests|language|theme|cancel|sign_in(?!\.have)|problem\.(conflict|unauthenticated))|ticket\.(state|unread|form|leak\.(?!action)|preview\.(?!switch)|rating\.(?!thanks)))/;

type Words = [key: string, text: unknown][];

/** The widget's own small catalogues, two for each language: fetched when that language is chosen, and with the parts. */
export function widgetMessages(): Plugin {
	let building = true;
	return {
		name: 'kontor:widget-messages',
		configResolved: (config) => void (building = config.command === 'build'),
		resolveId: (id) => (id === module ? '\0' + module : undefined),
		load(id) {
			if (id !== '\0' + module) return;
			const address = (name: string, source: string) => (building ? `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name, source })}` : `'/widget/messages/${name}'`);
			const both = (locale: string) => [address(`${locale}.json`, first(locale)), address(`${locale}-later.json`, later(locale))];
			return `export default { ${locales.map((locale) => `${locale}: [${both(locale).join(', ')}]`).join(', ')} }`;
		},
		/** A word that the start of the chat says has to be there when it starts. */
		generateBundle(_, bundle) {
			const late = words('en').filter(([key]) => ofParts.test(key));
			for (const chunk of Object.values(bundle)) {
				if (chunk.type !== 'chunk' || chunk.facadeModuleId?.endsWith('parts.ts')) continue;
				const missing = late.filter(([key]) => new RegExp(`["'\`]${key}["'\`]`).test(chunk.code));
				if (missing.length) this.error(`${chunk.fileName} says what is fetched later: ${missing.map(([key]) => key).join(', ')}`);
			}
		},
		configureServer(server) {
			server.middlewares.use('/widget/messages/', (request, response) => {
				const [, locale = 'en', part] = /(\w\w)(-later)?\.json/.exec(request.url ?? '') ?? [];
				response.setHeader('Content-Type', 'application/json');
				response.end(part ? later(locale) : first(locale));
			});
		}
	};
}

const first = (locale: string) => catalogue(words(locale).filter(([key]) => !ofParts.test(key)));
const later = (locale: string) => catalogue(words(locale).filter(([key]) => ofParts.test(key)));
const catalogue = (words: Words) => JSON.stringify(Object.fromEntries(words));

function words(locale: string): Words {
	const read = (area: string) => JSON.parse(readFileSync(fileURLToPath(new URL(`../messages/${locale}/${area}.json`, import.meta.url)), 'utf8'));
	const ticket = read('ticket');
	// Where an event has words for the customer, the others are never said here.
	const forHelpers = (key: string) => `${key.split('.', 3).join('.')}.customer` in ticket && !key.endsWith('.customer');
	return Object.entries({ ...ticket, ...read('contact'), ...read('widget') }).filter(([key]) => !helpersOnly.test(key) && !forHelpers(key));
}
