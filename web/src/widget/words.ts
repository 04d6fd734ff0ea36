import messages from 'virtual:widget-messages';
import { i18n, locales, type Loader } from '$core/i18n';
import type { Catalogue } from '$core/messages';
import type { Locale } from '$core/types';

/** The words of a language come in two catalogues: what everybody reads, and what is said in the parts that are fetched later. */
let whole: Promise<void> | undefined;

const read = async (address: string): Promise<Catalogue> => (await fetch(address)).json();

async function load(locale: Locale): Promise<{ default: Catalogue }> {
	const [first, later] = messages[locale];
	const [some, more] = await Promise.all([read(first), whole && read(later)]);
	return { default: { ...some, ...more } };
}

export const loaders = Object.fromEntries(locales.map((locale) => [locale, () => load(locale)])) as Record<Locale, Loader>;

/** From then on all words are there, in any language. */
export function wholeWords(): Promise<void> {
	return (whole ??= Promise.resolve()
		.then(() => i18n.use(i18n.locale))
		.catch((cause) => {
			whole = undefined;
			throw cause;
		}));
}
