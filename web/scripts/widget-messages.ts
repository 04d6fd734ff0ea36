import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const module = 'virtual:widget-messages';
const locales = ['en', 'de', 'da', 'pl', 'hu'];
/** Words that only helpers see, or that the widget has no use for. */
const helpersOnly =
	/^ticket\.(action|note|reason|hands|tier|file|leak|preview|risky|flag|entry|mask\.title|state\.(open|waiting)$|erased$|event\.(offered|skipped|personal_shown|erased|describe_asked|held|resolved\.(you|system))|rating\.label)/;

/** The widget's own small catalogues: one file per language, fetched when that language is chosen. */
export function widgetMessages(): Plugin {
	let building = true;
	return {
		name: 'kontor:widget-messages',
		configResolved: (config) => void (building = config.command === 'build'),
		resolveId: (id) => (id === module ? '\0' + module : undefined),
		load(id) {
			if (id !== '\0' + module) return;
			const address = (locale: string) =>
				building ? `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name: `${locale}.json`, source: catalogue(locale) })}` : `'/widget/messages/${locale}.json'`;
			return `export default { ${locales.map((locale) => `${locale}: ${address(locale)}`).join(', ')} }`;
		},
		configureServer(server) {
			server.middlewares.use('/widget/messages/', (request, response) => {
				response.setHeader('Content-Type', 'application/json');
				response.end(catalogue(request.url?.replace(/\W|json/g, '') ?? 'en'));
			});
		}
	};
}

function catalogue(locale: string): string {
	const read = (area: string) => JSON.parse(readFileSync(fileURLToPath(new URL(`../messages/${locale}/${area}.json`, import.meta.url)), 'utf8'));
	const words = read('ticket');
	// Where an event has words for the customer, the others are never said here.
	const forHelpers = (key: string) => `${key.split('.', 3).join('.')}.customer` in words && !key.endsWith('.customer');
	const ticket = Object.entries(words).filter(([key]) => !helpersOnly.test(key) && !forHelpers(key));
	return JSON.stringify({ ...Object.fromEntries(ticket), ...read('widget') });
}
