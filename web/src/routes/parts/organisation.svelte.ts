import { api } from '$core/app';
import { locales } from '$core/i18n.svelte';
import type { Organisation } from '$core/types';
import { Fetched } from './fetched.svelte';

/** Whose desk this is. The layouts load it once; until then the name is empty and every language is offered. */
const known = new Fetched<Organisation>(api.organisation);
let asked = false;

export const organisation = {
	get name() {
		return known.value?.name ?? '';
	},
	get languages() {
		return known.value?.languages ?? locales;
	},
	get default() {
		return known.value?.default_language ?? 'en';
	},
	get firstReplySeconds() {
		return known.value?.typical_first_reply_seconds ?? null;
	},
	load() {
		if (asked && !known.problem) return;
		asked = true;
		void known.load();
	}
};
