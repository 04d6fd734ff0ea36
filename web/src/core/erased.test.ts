import { expect, test } from 'vitest';
import { withoutErased } from './erased';
import type { Entry } from './types';

const entry = (seq: number, role: string, text: string, data: Entry['data'] = null): Entry =>
	({ id: `e${seq}`, seq, kind: data ? 'event' : 'message', audience: 'everyone', author: { id: role, role, name: role }, channel: 'chat', text, data, at: '2026-11-22T10:00:00Z' }) as Entry;

const before = [entry(1, 'customer', 'I am Ann'), { ...entry(2, 'expert', 'Dear [name 1]'), personal: { text: 'Dear Ann' } }];

test('an erased event takes the customer’s words out of what is on screen, and nobody else’s', () => {
	const [hers, his, event] = withoutErased([...before, entry(3, 'system', '', { event: 'erased', reason: 'erased' })]);
	expect(hers).toMatchObject({ text: '' });
	expect(his).toMatchObject({ text: 'Dear [name 1]', personal: undefined });
	expect(event).toMatchObject({ seq: 3 });
});

test('without one nothing is touched', () => {
	expect(withoutErased(before)).toBe(before);
});
