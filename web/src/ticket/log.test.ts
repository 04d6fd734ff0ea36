import { describe, expect, it } from 'vitest';
import { entry } from '$core/fake-socket';
import type { Entry } from '$core/types';
import { logItems } from './log';
import { segments } from './segments';

describe('logItems', () => {
	const event = (seq: number, data: Entry['data']) => entry(seq, { kind: 'event', text: '', data });
	const at = (day: number, minute: number) => new Date(2026, 2, day, 10, minute).toISOString();

	it('puts a day line before the first entry of each day', () => {
		const items = logItems([entry(1, { at: at(14, 0) }), entry(2, { at: at(14, 9) }), entry(3, { at: at(15, 0) })], []);
		expect(items.map((i) => i.type)).toEqual(['day', 'entry', 'entry', 'day', 'entry']);
	});

	it('joins what one person says in a row, not across others, days or a pause', () => {
		const other = { id: 'ann', role: 'customer' as const, name: 'Ann' };
		const items = logItems([entry(1, { at: at(14, 0) }), entry(2, { at: at(14, 2) }), entry(3, { at: at(14, 3), author: other }), entry(4, { at: at(14, 4) }), entry(5, { at: at(14, 20) })], []);
		expect(items.flatMap((i) => (i.type === 'entry' ? [i.follows] : []))).toEqual([false, true, false, false, false]);
	});

	it('says once that a first message is hidden, whose subject is hidden with it', () => {
		const leak = (seq: number, entry: string) => event(seq, { event: 'amended', reason: 'leak', entry });
		const items = logItems([event(1, { event: 'opened' }), entry(2), leak(3, 'entry-2'), leak(4, 'entry-1')], []);
		expect(items.flatMap((i) => (i.type === 'entry' ? [i.entry.seq] : []))).toEqual([1, 2, 3]);
	});
});

describe('segments', () => {
	it('finds masked values and links, and leaves everything else as it is', () => {
		expect(segments('call [phone 1], see https://example.org/a?b=1. [note 1] <b>')).toEqual([
			{ type: 'text', text: 'call ' },
			{ type: 'mask', kind: 'phone', n: '1' },
			{ type: 'text', text: ', see ' },
			{ type: 'link', text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
			{ type: 'text', text: '. [note 1] <b>' }
		]);
		expect(segments('[hidden]')).toEqual([{ type: 'mask', kind: 'hidden', n: '' }]);
		expect(segments('javascript:alert(1)')).toEqual([{ type: 'text', text: 'javascript:alert(1)' }]);
	});
});
