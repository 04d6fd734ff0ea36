import type { Entry } from './types';

/** Puts new entries where they belong, each once, and applies what `amended` and `erased` events change. */
export function mergeEntries(have: Entry[], added: Entry[]): Entry[] {
	const bySeq = new Map(have.map((e) => [e.seq, e]));
	for (const entry of added) bySeq.set(entry.seq, keepPersonal(entry, bySeq.get(entry.seq)));
	const merged = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
	return added.some((e) => /amended|erased/.test(e.data?.event ?? '')) ? amend(merged) : merged;
}

function keepPersonal(entry: Entry, before?: Entry): Entry {
	return before?.personal && !entry.personal ? { ...entry, personal: before.personal } : entry;
}

/** An `erased` event takes away what the customer wrote, and what was open of anybody's words. */
function amend(entries: Entry[]): Entry[] {
	const changes = new Map<string, string>();
	for (const { data } of entries) {
		if (data?.event === 'amended' && data.entry) changes.set(data.entry, data.text ?? '[hidden]');
		if (data?.event === 'erased') for (const e of entries) changes.set(e.id, e.author.role === 'customer' ? '' : (changes.get(e.id) ?? e.text));
	}
	return entries.map((e) => (changes.has(e.id) ? { ...e, text: changes.get(e.id)!, personal: undefined } : e));
}
