import { catalogues, session, speak } from '$core/app';
import { i18n } from '$core/i18n.svelte';

// The whole app runs in the browser: one static page serves every address.
export const ssr = false;
export const prerender = false;

export async function load() {
	await Promise.all([session.load(), i18n.start(catalogues)]);
	await speak(session.me?.locale);
}
