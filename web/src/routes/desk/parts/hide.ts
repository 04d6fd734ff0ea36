import type { Span } from '$core/types';

/** What a text can be hidden as, the usual ones first. */
export const kinds = ['name', 'phone', 'e-mail', 'address', 'order', 'birth-date', 'national-id', 'tax-id', 'passport', 'iban', 'card', 'plate', 'url', 'ip'];

type Stretch = Pick<Span, 'start' | 'end'>;

/** A selection of a field, which counts UTF-16 units, in characters as the server counts them; blanks at its ends are left out. */
export function inCharacters(text: string, from: number, to: number): Stretch {
	const chosen = text.slice(from, to);
	const start = from + (chosen.length - chosen.trimStart().length);
	const end = Math.max(start, to - (chosen.length - chosen.trimEnd().length));
	return { start: [...text.slice(0, start)].length, end: [...text.slice(0, end)].length };
}

export function overlaps(a: Stretch, b: Stretch): boolean {
	return a.start < b.end && b.start < a.end;
}
