import type { Entry } from './types';

/** Puts new entries where they belong, each once, and applies what `amended` events change. */
export function mergeEntries(have: Entry[], added: Entry[]): Entry[] {
	const bySeq = new Map(have.map((e) => [e.seq, e]));
	for (const entry of added) bySeq.set(entry.seq, keepPersonal(entry, bySeq.get(entry.seq)));
	const merged = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
	return added.some((e) => e.data?.event === 'amended') ? amend(merged) : merged;
}

function keepPersonal(entry: Entry, before?: Entry): Entry {
	return before?.personal && !entry.personal ? { ...entry, personal: before.personal } : entry;
}

function amend(entries: Entry[]): Entry[] {
	const changes = new Map<string, string>();
	for (const { data } of entries) if (data?.event === 'amended' && data.entry && data.text !== undefined) changes.set(data.entry, data.text);
	// What personal data shows stays beside it, unless the words are gone for everybody.
	return entries.map((e) => (changes.has(e.id) ? { ...e, text: changes.get(e.id)!, personal: changes.get(e.id) ? e.personal : undefined } : e));
}
