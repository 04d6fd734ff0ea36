import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api } from './api';
import { entry, FakeSocket } from './fake-socket';
import { Outbox } from './outbox';
import { memoryStore } from './outbox-store';
import { Polling } from './polling';
import { Live } from './socket';
import { mergeEntries } from './entries';
import { Thread } from './thread';
import type { Entry, Ticket } from './types';

describe('mergeEntries', () => {
	it('orders by number and keeps each once', () => {
		const merged = mergeEntries([entry(2), entry(4)], [entry(3), entry(1), entry(4)]);
		expect(merged.map((e) => e.seq)).toEqual([1, 2, 3, 4]);
	});

	it('applies an amended event to the entry it names, and keeps opened personal data beside it', () => {
		const leaked = entry(1, { text: 'my number is 20 33 44 55', personal: { text: 'x' } });
		const amended = entry(2, { kind: 'event', data: { event: 'amended', entry: leaked.id, text: 'my number is [phone 1]' } });
		expect(mergeEntries([leaked], [amended])[0]).toMatchObject({ text: 'my number is [phone 1]', personal: { text: 'x' } });
	});

	it('leaves our own words alone where an amended event brings none, and drops all where they are erased', () => {
		const own = entry(1, { text: 'my number is 20 33 44 55', personal: { text: 'x' } });
		const hidden = entry(2, { kind: 'event', data: { event: 'amended', entry: own.id } });
		const erased = entry(3, { kind: 'event', data: { event: 'amended', entry: own.id, text: '' } });
		expect(mergeEntries([own], [hidden])[0]).toBe(own);
		expect(mergeEntries([own], [erased])[0]).toMatchObject({ text: '', personal: undefined });
	});

	it('keeps personal text that was opened when the entry comes again without it', () => {
		const [first] = mergeEntries([entry(1, { personal: { text: 'Ann' } })], [entry(1)]);
		expect(first?.personal?.text).toBe('Ann');
	});
});

describe('Thread', () => {
	let log: Entry[];
	let live: Live;
	let outbox: Outbox;
	let thread: Thread;
	let ticket: Ticket;
	let read: [number, number][];

	const api = {
		ticket: async () => ({ ...ticket, head: log.length }),
		entries: async (_: number, { after = 0, limit = 100 }) => ({ items: log.slice(after, after + limit), next: null })
	} as unknown as Api;

	const follow = (asked: Partial<Api> = {}) =>
		new Thread(7, { api: { ...api, ...asked }, live, outbox, polling: new Polling(live, () => 0.5), seen: { ticket: (number, seq) => read.push([number, seq]) }, viewer: { id: 'me', role: 'customer' } });

	beforeEach(async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
		FakeSocket.all = [];
		read = [];
		log = Array.from({ length: 90 }, (_, i) => entry(i + 1));
		ticket = { number: 7, may: ['post'], reads: [], unread: true } as unknown as Ticket;
		live = new Live({ url: 'ws://desk/live', WebSocket: FakeSocket as unknown as new (url: string) => WebSocket, random: () => 0 });
		live.start();
		FakeSocket.last.welcome();
		outbox = new Outbox({ store: memoryStore(), send: ({ id, ticket, kind, text }) => live.post({ id, ticket, kind, text }) });
		await outbox.open('me');
		thread = follow();
		await thread.load();
	});
	afterEach(() => {
		thread.dispose();
		live.stop();
		vi.useRealTimers();
	});

	const fromServer = (e: Entry) => FakeSocket.last.says({ type: 'entry', ticket: 7, entry: e });

	it('loads the end of the log, follows from there, and fetches older entries on demand', async () => {
		expect(thread.entries[0]?.seq).toBe(31);
		expect(FakeSocket.last.sent.at(-1)).toEqual({ type: 'watch', ticket: 7, after: 90 });
		await thread.loadOlder();
		expect(thread.entries.map((e) => e.seq)).toEqual(log.map((e) => e.seq));
		expect(thread.hasOlder).toBe(false);
	});

	it('shows a message at once and replaces it by its entry, whichever of ack and entry comes first', async () => {
		for (const ackFirst of [true, false]) {
			await thread.send('hello');
			const [item] = thread.pending;
			expect(item?.text).toBe('hello');
			const seq = thread.entries.at(-1)!.seq + 1;
			const ack = () => FakeSocket.last.says({ type: 'ack', id: item!.id, ticket: 7, seq });
			const arrives = () => fromServer(entry(seq, { id: item!.id, author: { id: 'me', role: 'customer', name: 'Ann' } }));
			for (const step of ackFirst ? [ack, arrives] : [arrives, ack]) step();
			await vi.waitFor(() => expect(thread.pending).toEqual([]), { timeout: 30_000 });
			expect(thread.entries.filter((e) => e.id === item!.id)).toHaveLength(1);
		}
	});

	it('knows whether the other side has seen a message', () => {
		const mine = entry(91, { author: { id: 'me', role: 'customer', name: 'Ann' } });
		fromServer(mine);
		expect(thread.deliveryOf(mine)).toBe('delivered');
		FakeSocket.last.says({ type: 'read', ticket: 7, person: 'me', role: 'customer', seq: 91 });
		expect(thread.deliveryOf(mine)).toBe('delivered');
		FakeSocket.last.says({ type: 'read', ticket: 7, person: 'otter', role: 'expert', seq: 91 });
		expect(thread.deliveryOf(mine)).toBe('seen');
	});

	it('shows who writes for five seconds, or until the message comes', () => {
		const otter = { id: 'otter', role: 'expert' as const, name: 'Otter K.' };
		FakeSocket.last.says({ type: 'typing', ticket: 7, person: otter });
		expect(thread.writing).toEqual([otter]);
		vi.advanceTimersByTime(5_000);
		expect(thread.writing).toEqual([]);
		FakeSocket.last.says({ type: 'typing', ticket: 7, person: otter });
		fromServer(entry(91, { author: otter }));
		expect(thread.writing).toEqual([]);
	});

	it('reads the ticket again when something happened while it was loaded', async () => {
		const slow = follow({
			entries: (number, page) => {
				log.push(entry(log.length + 1, { kind: 'event' }));
				ticket = { ...ticket, may: [] };
				return api.entries(number, page);
			}
		});
		await slow.load();
		await vi.waitFor(() => expect(slow.ticket?.may).toEqual([]));
		slow.dispose();
	});

	it('keeps the answer that was asked for last, whichever comes last', async () => {
		const answers: ((ticket: Ticket) => void)[] = [];
		const overtaken = follow({ ticket: () => new Promise<Ticket>((answer) => answers.push(answer)) });
		const both = [overtaken.refresh(), overtaken.refresh()];
		answers[1]!({ ...ticket, may: ['reopen'] } as Ticket);
		answers[0]!({ ...ticket, may: ['resolve'] } as Ticket);
		await Promise.all(both);
		expect(overtaken.ticket?.may).toEqual(['reopen']);
		overtaken.dispose();
	});

	it('reads the ticket again when an event changes it', async () => {
		ticket = { ...ticket, may: ['reopen', 'rate'] };
		fromServer(entry(91, { kind: 'event', data: { event: 'resolved' } }));
		await vi.advanceTimersByTimeAsync(200);
		expect(thread.ticket?.may).toEqual(['reopen', 'rate']);
	});

	it('reads the ticket again when an answer is held, which keeps it from being resolved', async () => {
		ticket = { ...ticket, may: ['post'] };
		fromServer(entry(91, { kind: 'note', audience: 'helpers', data: { held: ['probation'] } }));
		await vi.advanceTimersByTimeAsync(200);
		expect(thread.ticket?.may).toEqual(['post']);
	});

	it('marks as read once per number', () => {
		FakeSocket.last.says({ type: 'watching', ticket: 7, head: 90 });
		thread.markRead();
		thread.markRead();
		expect(FakeSocket.last.sent.filter((f) => f.type === 'read')).toEqual([{ type: 'read', ticket: 7, seq: 90 }]);
		expect(read, 'what the other tabs are told').toEqual([[7, 90]]);
	});

	it('has nothing unread that was read on another device', () => {
		FakeSocket.last.says({ type: 'seen', ticket: 8, seq: 90 });
		FakeSocket.last.says({ type: 'seen', ticket: 7, seq: 89 });
		expect(thread.ticket?.unread).toBe(true);
		FakeSocket.last.says({ type: 'seen', ticket: 7, seq: 90 });
		expect(thread.ticket?.unread).toBe(false);
	});

	it('stays read when a list row that is older than our reading says unread', () => {
		thread.markRead();
		FakeSocket.last.says({ type: 'ticket', ticket: { ...ticket, head: 90, unread: true } });
		expect(thread.ticket?.unread).toBe(false);
		FakeSocket.last.says({ type: 'ticket', ticket: { ...ticket, head: 91, unread: true } });
		expect(thread.ticket?.unread).toBe(true);
	});

	it('says why delivery ended', () => {
		FakeSocket.last.says({ type: 'unwatched', ticket: 7, reason: 'released' });
		expect(thread.ended).toBe('released');
	});

	it('asks over HTTP while the socket is away', async () => {
		FakeSocket.last.breaks();
		log.push(entry(91));
		await vi.advanceTimersByTimeAsync(10_000);
		expect(thread.entries.at(-1)?.seq).toBe(91);
	});
});
