import { expect, test } from 'vitest';
import type { Entry } from '$core/types';
import { partsOf } from './handover';

const note = (text: string, more: Partial<Entry> = {}) => ({ text, data: { handover: true, parts: ['asked', 'left'] }, ...more }) as Entry;

test('a note in parts is shown in parts', () => {
	expect(partsOf(note('a permit\n\x1e\nthe list'))).toEqual([
		{ part: 'asked', text: 'a permit' },
		{ part: 'left', text: 'the list' }
	]);
	expect(partsOf(note('a\n\x1e\nb', { personal: { text: 'A\n\x1e\nB' } }))?.map((one) => one.text)).toEqual(['A', 'B']);
});

test('what has lost its parts, or never had any, is one text', () => {
	expect(partsOf(note('[hidden]'))).toBeNull();
	expect(partsOf(note('a\n\x1e\nb', { data: { handover: true } }))).toBeNull();
});
