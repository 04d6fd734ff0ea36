import { catalogues, session } from '$core/app';
import { i18n } from '$core/i18n.svelte';

// The whole app runs in the browser: one static page serves every address.
export const ssr = false;
export const prerender = false;

export async function load() {
	await Promise.all([session.load(), i18n.start(catalogues)]);
	// Without a choice on this device the language of the account counts.
	if (!i18n.chosen && session.me?.locale && session.me.locale !== i18n.locale) await i18n.use(session.me.locale);
}
