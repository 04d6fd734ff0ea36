import type { Entry, HandoverPart } from '$core/types';

/** What a hand-over note tells, in the order in which it is read. */
export const handoverParts: HandoverPart[] = ['asked', 'tried', 'left'];

const between = '\n\x1e\n';

/** The parts of a hand-over note; null where it is one text, as where masking took away a part's bounds. */
export function partsOf(entry: Entry): { part: HandoverPart; text: string }[] | null {
	const names = entry.data?.parts;
	const texts = (entry.personal?.text || entry.text).split(between);
	if (!names || names.length !== texts.length) return null;
	return names.map((part, i) => ({ part, text: texts[i] ?? '' }));
}
