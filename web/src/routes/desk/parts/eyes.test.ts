import { describe, expect, it } from 'vitest';
import type { Thread } from '$core/thread.svelte';
import type { Entry } from '$core/types';
import { expertEyes, maskedEyes } from './eyes';

const entry = (seq: number, change: Partial<Entry> = {}): Entry => ({
	id: `e${seq}`, seq, kind: 'message', audience: 'everyone', author: { id: 'c', role: 'customer', name: 'Amber Heron' }, channel: 'chat', text: 'call [phone 1]', data: null, at: '2026-03-01T10:00:00Z', ...change
});

class Stub {
	number = 7;
	entries = [entry(1, { personal: { text: 'call 20112233' } }), entry(2, { kind: 'note', audience: 'staff', text: 'for us' }), entry(3, { kind: 'note', audience: 'helpers', text: 'for helpers' })];
	pending = [{ id: 'x' }];
	viewer = { id: 's', role: 'staff' };
	#read = 0;
	markRead() {
		this.#read += 1;
		return this.#read;
	}
}
const thread = () => new Stub() as unknown as Thread;

describe('other eyes on a thread', () => {
	it('shows an expert masked text and nothing for staff', () => {
		const seen = expertEyes(thread());
		expect(seen.entries.map((e) => e.seq)).toEqual([1, 3]);
		expect(JSON.stringify(seen.entries)).not.toContain('20112233');
		expect(seen.pending).toEqual([]);
		expect(seen.viewer.role).toBe('expert');
	});

	it('masks again what had been opened, and keeps staff notes', () => {
		const seen = maskedEyes(thread());
		expect(seen.entries.map((e) => e.seq)).toEqual([1, 2, 3]);
		expect(JSON.stringify(seen.entries)).not.toContain('20112233');
	});

	it('leaves everything else to the thread itself', () => {
		const seen = expertEyes(thread());
		expect(seen.number).toBe(7);
		expect((seen.markRead as unknown as () => number)()).toBe(1);
		expect((seen.markRead as unknown as () => number)()).toBe(2);
	});
});
