/** A text as the screen shows it: words, masked values, links. */
export type Segment = { type: 'text'; text: string } | { type: 'mask'; kind: string; n: string } | { type: 'link'; text: string; href: string };

const pattern = /\[(e-mail|phone|name|address|order|card|iban|national-id|tax-id|passport|ip|url|plate|birth-date) (\d+)\]|\[(hidden)\]|(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}])/g;

export function segments(text: string): Segment[] {
	const parts: Segment[] = [];
	let from = 0;
	for (const match of text.matchAll(pattern)) {
		if (match.index > from) parts.push({ type: 'text', text: text.slice(from, match.index) });
		parts.push(segmentOf(match));
		from = match.index + match[0].length;
	}
	if (from < text.length) parts.push({ type: 'text', text: text.slice(from) });
	return parts;
}

function segmentOf([whole, kind, n = '', hidden]: RegExpMatchArray): Segment {
	if (kind) return { type: 'mask', kind, n };
	return hidden ? { type: 'mask', kind: hidden, n: '' } : { type: 'link', text: whole, href: whole };
}
