import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from './http';
import { Outbox, type Outgoing, type OutboxStore } from './outbox';
import { memoryStore, outboxStore } from './outbox-store';
import type { Tabs } from './tabs';
import { uuid7 } from './uuid7';

/** A busy machine may take its time. */
const soon = (is: () => unknown) => vi.waitFor(is, { timeout: 30_000 });

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
		await soon(() => expect(texts()).toEqual(['one', 'two', 'three']));
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
		await soon(() => expect(texts()).toEqual(['one', 'two']));
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
		await soon(() => expect(after.texts()).toEqual(['kept']));
		await soon(async () => expect(await store.all('ann')).toEqual([]));
	});

	it('keeps what the server refuses until it is taken back, and goes on with the next', async () => {
		const refused = new Problem('conflict', 'closed');
		const { outbox, texts, leave, back } = world();
		outbox.onChange((change) => seen.push(`${change.type} ${change.item.text}`));
		await outbox.open('ann');
		leave(refused);
		const bad = await outbox.add(message(1, 'bad'));
		await soon(() => expect(outbox.pending(1)[0]?.failed).toBe('conflict'));
		back();
		await outbox.add(message(1, 'good'));
		await soon(() => expect(texts()).toEqual(['good']));
		expect(await outbox.discard(bad.id)).toMatchObject({ text: 'bad' });
		expect(outbox.unsent).toBe(0);
		expect(seen).toEqual(['added bad', 'failed bad', 'added good', 'sent good', 'discarded bad']);
	});

	it('sends what was thought risky when its writer insists, with the same id', async () => {
		const { outbox, arrived, leave, back } = world();
		await outbox.open('otter');
		leave(new Problem('risky', '', 409, { risk: 'email contact' }));
		const { id } = await outbox.add(message(1, 'mail me'));
		await soon(() => expect(outbox.pending(1)[0]).toMatchObject({ failed: 'risky', risks: ['email', 'contact'] }));
		back();
		await outbox.insist(id);
		await soon(() => expect(arrived).toMatchObject([{ id, insist: true, text: 'mail me' }]));
		await soon(() => expect(outbox.unsent).toBe(0));
	});

	it('waits as long as the server asks, whatever the network does, and then sends in order', async () => {
		vi.useFakeTimers();
		const { outbox, texts, leave, back } = world();
		await outbox.open('ann');
		leave(new Problem('limited', '', 429, {}, undefined, 3));
		await outbox.add(message(1, 'one'));
		await outbox.add(message(2, 'another ticket'));
		await outbox.add(message(1, 'two'));
		await vi.advanceTimersByTimeAsync(100);
		back();
		await vi.advanceTimersByTimeAsync(2_800);
		expect(texts()).toEqual([]);
		await vi.advanceTimersByTimeAsync(200);
		expect(texts().filter((text) => text !== 'another ticket')).toEqual(['one', 'two']);
		expect(texts()).toHaveLength(3);
		vi.useRealTimers();
	});

	it('says since when something waits, and not of what was refused', async () => {
		const { outbox, leave } = world();
		await outbox.open('ann');
		leave(new Problem('offline', ''));
		await outbox.add({ ...message(1, 'kept'), at: '2026-03-14T10:00:00Z' });
		expect(outbox.waitingSince).toBe(Date.UTC(2026, 2, 14, 10));
		leave(new Problem('forbidden', ''));
		outbox.wake();
		await soon(() => expect(outbox.waitingSince).toBeUndefined());
	});

	it('sends also where the browser keeps nothing, and says so', async () => {
		const full: OutboxStore = { ...memoryStore(), lasts: async () => true, put: () => Promise.reject(new Error('quota')) };
		for (const store of [memoryStore(), full]) {
			const { outbox, texts } = world(store);
			await outbox.open('ann');
			await outbox.add(message(1, 'fleeting'));
			await soon(() => expect(texts()).toEqual(['fleeting']));
			expect(outbox.lasting).toBe(false);
		}
	});

	it('leaves nothing behind when the person signs out for good', async () => {
		const store = outboxStore('leaving');
		const { outbox, leave } = world(store);
		await outbox.open('ann');
		leave(new Problem('offline', ''));
		await outbox.add(message(1, 'secret'));
		await outbox.forget();
		expect(await store.all('ann')).toEqual([]);
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
		await soon(() => expect(sent).toEqual(['free']));
	});

	it('takes an entry in the log for the acknowledgement that was lost', async () => {
		const outbox = new Outbox({ store: memoryStore(), send: () => new Promise(() => undefined) });
		await outbox.open('ann');
		const item = await outbox.add(message(1, 'arrived'));
		outbox.arrived(item.id, 4);
		expect(outbox.pending(1)).toEqual([]);
	});
});

/** Tabs of one browser: they hear each other a moment later, and share locks. */
class Browser {
	private readonly ears: { tab: object; listener: (message: never) => void }[] = [];
	private readonly queues = new Map<string, Promise<unknown>>();
	readonly closed = new Set<object>();

	tab(): Tabs & { close(): void } {
		const tab = {};
		return {
			tell: (message) => {
				for (const ear of this.ears) if (ear.tab !== tab && !this.closed.has(tab)) queueMicrotask(() => ear.listener(structuredClone(message) as never));
			},
			hear: (listener) => void this.ears.push({ tab, listener }),
			alone: async (name, act) => {
				const before = this.queues.get(name) ?? Promise.resolve();
				const done = before.then(() => Promise.race([act(), this.untilClosed(tab)]));
				this.queues.set(name, done);
				return done as ReturnType<typeof act>;
			},
			close: () => (this.closed.add(tab), this.closings.get(tab)?.())
		};
	}

	private readonly closings = new Map<object, () => void>();
	private untilClosed(tab: object): Promise<void> {
		return new Promise((resolve) => this.closings.set(tab, resolve));
	}
}

describe('two tabs of one person', () => {
	let name = 0;
	async function pair() {
		const browser = new Browser();
		const store = () => outboxStore(`tabs-${name}`);
		name++;
		const log: string[] = [];
		let hold = Promise.resolve();
		const open = async (who: string) => {
			const tabs = browser.tab();
			const outbox = new Outbox({ store: store(), tabs, random: () => 0, send: async (item) => (await hold, log.push(`${who}: ${item.text}`), { seq: log.length }) });
			await outbox.open('ann');
			return { outbox, tabs, texts: () => outbox.pending(1).map((item) => item.text) };
		};
		const block = () => {
			let free = () => undefined as void;
			hold = new Promise((resolve) => (free = resolve));
			return free;
		};
		return { left: await open('left'), right: await open('right'), log, block, said: () => log.map((line) => line.split(': ')[1]) };
	}

	it('show the same, and send each message once and in order', async () => {
		const { left, right, said, block } = await pair();
		const free = block();
		await left.outbox.add(message(1, 'one'));
		await right.outbox.add(message(1, 'two'));
		await left.outbox.add(message(1, 'three'));
		for (const tab of [left, right]) await soon(() => expect(tab.texts()).toEqual(['one', 'two', 'three']));
		free();
		for (const tab of [left, right]) await soon(() => expect(tab.texts()).toEqual([]));
		expect(said()).toEqual(['one', 'two', 'three']);
	});

	it('go on with what a closed tab has left', async () => {
		const { left, right, said, block } = await pair();
		const free = block();
		await left.outbox.add(message(1, 'one'));
		await left.outbox.add(message(1, 'two'));
		await soon(() => expect(right.texts()).toEqual(['one', 'two']));
		left.outbox.close();
		left.tabs.close();
		free();
		await soon(() => expect(right.texts()).toEqual([]));
		// The closed tab's request was on its way; its id makes the second one harmless.
		expect([...new Set(said())]).toEqual(['one', 'two']);
	});

	it('know of a refusal, and of taking it back', async () => {
		const browser = new Browser();
		const store = outboxStore('tabs-refused');
		const send = () => Promise.reject(new Problem('forbidden', ''));
		const [left, right] = [0, 1].map(() => new Outbox({ store, tabs: browser.tab(), send })) as [Outbox, Outbox];
		await Promise.all([left.open('ann'), right.open('ann')]);
		const { id } = await left.add(message(1, 'refused'));
		await soon(() => expect(right.pending(1)[0]?.failed).toBe('forbidden'));
		await right.discard(id);
		await soon(() => expect(left.pending(1)).toEqual([]));
	});

	it('hear nothing of somebody else', async () => {
		const browser = new Browser();
		const store = outboxStore('tabs-strangers');
		const send = () => new Promise<{ seq: number }>(() => undefined);
		const [ann, bob, also] = [0, 1, 2].map(() => new Outbox({ store, tabs: browser.tab(), send })) as [Outbox, Outbox, Outbox];
		await Promise.all([ann.open('ann'), bob.open('bob'), also.open('ann')]);
		await ann.add(message(1, 'for the desk only'));
		await soon(() => expect(also.pending(1)).toHaveLength(1));
		expect(bob.pending(1)).toEqual([]);
	});
});
