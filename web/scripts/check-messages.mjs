// Fails when the catalogues differ: in keys, in placeholders, in plural forms, or when a key is not named after its file.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../messages/', import.meta.url));
const locales = ['en', 'de', 'da', 'pl', 'hu'];
const areas = readdirSync(root + 'en').filter((name) => name.endsWith('.json'));
const problems = [];

for (const locale of locales.slice(1)) {
	const extra = readdirSync(root + locale).filter((name) => !areas.includes(name));
	if (extra.length) problems.push(`${locale}: files that English does not have: ${extra.join(', ')}`);
}
for (const area of areas) {
	const english = read('en', area);
	for (const locale of locales) compare(area, locale, english, read(locale, area));
}
if (problems.length) {
	console.error(problems.join('\n'));
	process.exit(1);
}
console.log(`catalogues agree: ${areas.length} areas in ${locales.length} languages`);

function read(locale, area) {
	try {
		return JSON.parse(readFileSync(`${root}${locale}/${area}`, 'utf8'));
	} catch (error) {
		problems.push(`${locale}/${area}: ${error.message}`);
		return {};
	}
}

function compare(area, locale, english, messages) {
	const where = `${locale}/${area}`;
	const prefix = area.replace('.json', '.');
	for (const key of Object.keys(english)) if (!(key in messages)) problems.push(`${where}: misses ${key}`);
	for (const [key, message] of Object.entries(messages)) {
		if (!key.startsWith(prefix)) problems.push(`${where}: ${key} should begin with ${prefix}`);
		if (!(key in english)) problems.push(`${where}: ${key} is not in English`);
		else comparePlaceholders(where, key, locale, english[key], message);
	}
}

function comparePlaceholders(where, key, locale, english, message) {
	const isPlural = typeof message === 'object';
	if (isPlural !== (typeof english === 'object')) problems.push(`${where}: ${key} has plural forms in one language only`);
	if (isPlural) {
		const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
		const missing = needed.filter((form) => !(form in message));
		if (missing.length) problems.push(`${where}: ${key} misses the plural forms ${missing.join(', ')}`);
	}
	// A singular form may leave out the number ("one message").
	const wanted = placeholders(english);
	const found = placeholders(message);
	if (wanted !== found) problems.push(`${where}: ${key} has placeholders ${found || 'none'} instead of ${wanted || 'none'}`);
}

function placeholders(message) {
	const texts = typeof message === 'object' ? Object.values(message) : [message];
	return [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort().join(' ');
}
