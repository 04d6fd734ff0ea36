import { locales } from '$core/i18n.svelte';
import type { Locale } from '$core/types';

/** Words by language as a form edits them: every language has some, if empty ones. */
export type Spread<W> = Record<Locale, W>;

/** What was written first, and its translations, as a form edits them. */
export function spread<W>(language: string, first: W, translations: Partial<Record<string, W>>, empty: () => W): Spread<W> {
	return Object.fromEntries(locales.map((locale) => [locale, locale === language ? first : (translations[locale] ?? empty())])) as Spread<W>;
}

/** The translations that a form holds: the languages beside the first that anything is written in. */
export function gather<W, T>(words: Spread<W>, first: Locale, written: (words: W) => boolean, send: (words: W) => T): Record<string, T> {
	return Object.fromEntries(locales.filter((locale) => locale !== first && written(words[locale])).map((locale) => [locale, send(words[locale])]));
}

/** The same words under another language: what was written first turns out to be in it. */
export function relabelled<W>(words: Spread<W>, from: Locale, to: Locale): Spread<W> {
	return { ...words, [from]: words[to], [to]: words[from] };
}

/** The language whose words a problem's fields are about; undefined where it is the first. */
export function languageOf(fields: string[]): Locale | undefined {
	const named = fields.map((field) => /^translations\.(\w+)\./.exec(field)?.[1]).find(Boolean);
	return locales.find((locale) => locale === named);
}
