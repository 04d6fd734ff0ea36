import { mergeEntries } from './entries';
import type { Entry } from './types';

/**
 * mergeEntries for those who stay signed in when a customer is erased: an `erased` event takes away what the customer
 * wrote, and what was open of anybody's words. The widget has no use for it; its customer is signed out.
 */
export function mergeErased(have: Entry[], added: Entry[]): Entry[] {
	const merged = mergeEntries(have, added);
	const last = merged.findLast((e) => e.data?.event === 'erased')?.seq ?? 0;
	return merged.map((e) => (e.seq < last ? { ...e, text: e.author.role === 'customer' ? '' : e.text, personal: undefined } : e));
}
