import type { Entry } from './types';

/** After an `erased` event nothing is left of what the customer wrote before it, nor of what was open of anybody's words. */
export function withoutErased(entries: Entry[]): Entry[] {
	const last = entries.findLast((e) => e.data?.event === 'erased')?.seq ?? 0;
	const stays = (e: Entry) => e.seq >= last || (!e.personal && (e.author.role !== 'customer' || !e.text));
	if (entries.every(stays)) return entries;
	return entries.map((e) => (stays(e) ? e : { ...e, text: e.author.role === 'customer' ? '' : e.text, personal: undefined }));
}
