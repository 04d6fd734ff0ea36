import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from './http';
import { Outbox, type Outgoing, type OutboxStore } from './outbox';
import { memoryStore, outboxStore } from './outbox-store';
import { uuid7 } from './uuid7';

const message = (ticket: number, text: string) => ({ id: uuid7(), ticket, kind: 'message' as const, text });

/** A server that can be away, and that answers when the test lets it. */
function world(store: OutboxStore = memoryStore()) {
	const arrived: Outgoing[] = [];
	let away: Problem | null = null;
	const outbox = new Outbox({
		store,
		random: () => 0,
		send: async (item) => {
			if (away) throw away;
			arrived.push(item);
			return { seq: arrived.length };
		}
	});
	return { outbox, arrived, store, texts: () => arrived.map((i) => i.text), leave: (problem: Problem) => (away = problem), back: () => ((away = null), outbox.wake()) };
}

let seen: string[] = [];
beforeEach(() => (seen = []));

describe('Outbox', () => {
	it('sends in the order written, each once', async () => {
		const { outbox, texts } = world();
		await outbox.open('ann');
		await Promise.all(['one', 'two', 'three'].map((text) => outbox.add(message(1, text))));
		await vi.waitFor(() => expect(texts()).toEqual(['one', 'two', 'three']));
		expect(outbox.pending(1)).toEqual([]);
	});

	it('keeps what was written offline and sends it when the way is free', async () => {
		const { outbox, texts, leave, back } = world();
		await outbox.open('ann');
		leave(new Problem('offline', ''));
		await outbox.add(message(1, 'one'));
		await outbox.add(message(1, 'two'));
		expect(outbox.pending(1).map((i) => i.text)).toEqual(['one', 'two']);
		back();
		await vi.waitFor(() => expect(texts()).toEqual(['one', 'two']));
	});

	it('survives a reload, and only for the same person', async () => {
		const store = outboxStore('reload');
		const before = world(store);
		before.leave(new Problem('offline', ''));
		await before.outbox.open('ann');
		await before.outbox.add(message(1, 'kept'));
		before.outbox.close();

		const stranger = world(store);
		await stranger.outbox.open('bob');
		expect(stranger.outbox.pending(1)).toEqual([]);

		const after = world(store);
		await after.outbox.open('ann');
		await vi.waitFor(() => expect(after.texts()).toEqual(['kept']));
		await vi.waitFor(async () => expect(await store.all('ann')).toEqual([]));
	});

	it('marks what the server refuses and goes on with the next', async () => {
		const refused = new Problem('conflict', 'closed');
		const { outbox, texts, leave, back } = world();
		outbox.onChange((change) => seen.push(`${change.type} ${change.item.text}`));
		await outbox.open('ann');
		leave(refused);
		const bad = await outbox.add(message(1, 'bad'));
		await vi.waitFor(() => expect(outbox.pending(1)[0]?.failed).toBe('conflict'));
		back();
		await outbox.add(message(1, 'good'));
		await vi.waitFor(() => expect(texts()).toEqual(['good']));
		await outbox.retry(bad.id);
		await vi.waitFor(() => expect(texts()).toEqual(['good', 'bad']));
		expect(seen).toEqual(['added bad', 'failed bad', 'added good', 'sent good', 'sending bad', 'sent bad']);
	});

	it('one ticket that waits does not hold up another', async () => {
		const sent: string[] = [];
		const outbox = new Outbox({
			store: memoryStore(),
			send: (item) => (item.ticket === 1 ? new Promise(() => undefined) : (sent.push(item.text), Promise.resolve({ seq: 1 })))
		});
		await outbox.open('ann');
		await outbox.add(message(1, 'stuck'));
		await outbox.add(message(2, 'free'));
		await vi.waitFor(() => expect(sent).toEqual(['free']));
	});

	it('takes an entry in the log for the acknowledgement that was lost', async () => {
		const outbox = new Outbox({ store: memoryStore(), send: () => new Promise(() => undefined) });
		await outbox.open('ann');
		const item = await outbox.add(message(1, 'arrived'));
		outbox.arrived(item.id, 4);
		expect(outbox.pending(1)).toEqual([]);
	});
});
