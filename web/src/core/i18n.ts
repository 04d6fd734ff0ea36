import type { Catalogue, Key, Message } from './messages';
import { Store } from './store';
import type { Locale } from './types';

/**
 * The words on the screen. One catalogue is loaded at a time; the app and the widget bring
 * their own loaders, so that the widget stays small. Plain; the app imports i18n.svelte, in
 * which whatever shows a text changes when the language does.
 */

export const localeNames: Record<Locale, string> = { en: 'English', de: 'Deutsch', da: 'Dansk', pl: 'Polski', hu: 'Magyar' };
export const locales = Object.keys(localeNames) as Locale[];

export type Loader = () => Promise<{ default: Catalogue }>;
export type Params = Record<string, string | number>;

const storageKey = 'kontor.locale';

class I18n extends Store {
	#current: Locale = 'en';
	#words: Catalogue = {};
	/** Told at each reading of a text; i18n.svelte uses it to know who reads. */
	onRead = (): void => undefined;
	#loaders: Partial<Record<Locale, Loader>> = {};

	get locale(): Locale {
		this.onRead();
		return this.#current;
	}

	set catalogue(words: Catalogue) {
		this.#words = words;
		this.changed();
	}

	message(key: string): Message | undefined {
		this.onRead();
		return this.#words[key];
	}

	/** Loads the catalogue of the best language (chosen here before, wished by the page, spoken by the browser) and remembers how to load the others. */
	async start(loaders: Record<Locale, Loader>, wish?: string | null, fallback: Locale = 'en'): Promise<void> {
		this.#loaders = loaders;
		await this.use(chooseLocale([remembered(), wish, ...navigator.languages], fallback));
	}

	/** Switches and remembers the language. */
	async choose(locale: Locale): Promise<void> {
		try {
			localStorage.setItem(storageKey, locale);
		} catch {
			// Blocked storage: the choice holds for this page.
		}
		await this.use(locale);
	}

	async use(locale: Locale): Promise<void> {
		const load = this.#loaders[locale];
		if (!load) return;
		const { default: catalogue } = await load();
		this.#current = locale;
		document.documentElement.lang = locale;
		this.catalogue = catalogue;
	}

	/** True where the person has chosen a language on this device. */
	get chosen(): boolean {
		return remembered() !== null;
	}
}

export const i18n = new I18n();

/** The text of a key in the current language. `{name}` is filled from the parameters; `n` chooses the plural form. */
export function t(key: Key, params: Params = {}): string {
	return say(i18n.message(key) ?? key, params, i18n.locale);
}

/** The text of a key that the server names; undefined where the catalogue has none. */
export function tryT(key: string, params: Params = {}): string | undefined {
	const message = i18n.message(key);
	return message === undefined ? undefined : say(message, params, i18n.locale);
}

export function say(message: Message, params: Params, locale: string): string {
	const text = typeof message === 'string' ? message : plural(message, Number(params.n ?? 0), locale);
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
		const value = params[name];
		if (value === undefined) return whole;
		return typeof value === 'number' ? numbers(locale).format(value) : value;
	});
}

function plural(forms: Exclude<Message, string>, n: number, locale: string): string {
	return forms[rules(locale).select(n)] ?? forms.other ?? '';
}

export function chooseLocale(wishes: (string | null | undefined)[], fallback: Locale): Locale {
	for (const wish of wishes) {
		const language = wish?.slice(0, 2).toLowerCase();
		if (language && language in localeNames) return language as Locale;
	}
	return fallback;
}

function remembered(): string | null {
	try {
		return localStorage.getItem(storageKey);
	} catch {
		return null;
	}
}

const rules = /* @__PURE__ */ perLocale((locale) => new Intl.PluralRules(locale));
const numbers = /* @__PURE__ */ perLocale((locale) => new Intl.NumberFormat(locale));

/** Intl objects are dear to make and cheap to keep. */
export function perLocale<T>(make: (locale: string) => T): (locale: string) => T {
	const made = new Map<string, T>();
	return (locale) => {
		let one = made.get(locale);
		if (one === undefined) made.set(locale, (one = make(locale)));
		return one;
	};
}
