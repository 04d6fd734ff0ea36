import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection, type Notice } from './connection';
import { FakeSocket } from './fake-socket';
import { Problem } from './http';
import { Outbox } from './outbox';
import { memoryStore } from './outbox-store';
import { Polling } from './polling';
import { Live } from './socket';

let live: Live;
let outbox: Outbox;
let polling: Polling;
let connection: Connection;
let said: [number, Notice | null][];
let answers: boolean;
let online: boolean;

beforeEach(async () => {
	vi.useFakeTimers();
	const network = new EventTarget();
	online = true;
	vi.stubGlobal('navigator', { get onLine() { return online; } });
	vi.stubGlobal('addEventListener', network.addEventListener.bind(network));
	vi.stubGlobal('dispatchEvent', network.dispatchEvent.bind(network));
	FakeSocket.all = [];
	answers = true;
	live = new Live({ url: 'ws://desk/live', WebSocket: FakeSocket as unknown as new (url: string) => WebSocket, random: () => 0.5 });
	outbox = new Outbox({ store: memoryStore(), random: () => 0, send: ({ id, ticket, kind, text }) => live.post({ id, ticket, kind, text }) });
	polling = new Polling(live, () => 0.5);
	polling.add(async () => {
		if (!answers) throw new Problem('offline', '');
	});
	connection = new Connection({ live, outbox, polling });
	live.start();
	FakeSocket.last.welcome();
	await outbox.open('me');
	said = [];
	const began = Date.now();
	connection.subscribe(() => connection.notice !== (said.at(-1)?.[1] ?? null) && said.push([Date.now() - began, connection.notice]));
});
afterEach(() => {
	live.stop();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const writes = () => outbox.add({ id: 'p1', ticket: 1, kind: 'message', text: 'hello' });
const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const ack = () => FakeSocket.last.says({ type: 'ack', id: 'p1', ticket: 1, seq: 1 });
const slow = (is: boolean) => FakeSocket.last.says({ type: 'state', slow: is });

describe('what is said about the connection', () => {
	it('nothing of slowness that passes', async () => {
		slow(true);
		await passes(500);
		slow(false);
		await passes(5_000);
		expect(said).toEqual([]);
	});

	it('that the desk is slow, for long enough to be read', async () => {
		slow(true);
		await passes(700);
		slow(false);
		await passes(5_000);
		expect(said).toEqual([
			[600, 'slow'],
			[2_600, null]
		]);
	});

	it('that it is slow when an own message has no answer for three seconds', async () => {
		await writes();
		await passes(2_900);
		expect(said).toEqual([]);
		await passes(200);
		expect(said).toEqual([[3_000, 'slow']]);
		FakeSocket.last.says({ type: 'pong' });
		ack();
		await passes(2_000);
		expect(said.at(-1)).toEqual([5_000, null]);
	});

	it('nothing of a message that was answered in time', async () => {
		await writes();
		await passes(2_000);
		ack();
		await passes(10_000);
		expect(said).toEqual([]);
	});

	it('nothing of a short break, and that the connection is lost when it lasts', async () => {
		answers = false;
		FakeSocket.last.breaks();
		await passes(300);
		FakeSocket.last.welcome();
		await passes(5_000);
		expect(said).toEqual([]);
		FakeSocket.last.breaks();
		await passes(2_100);
		expect(connection.notice).toBe('away');
	});

	it('that the device has no network, soon and although the socket still stands', async () => {
		online = false;
		dispatchEvent(new Event('offline'));
		await passes(600);
		expect(connection.notice).toBe('offline');
		online = true;
		dispatchEvent(new Event('online'));
		await passes(2_000);
		expect(connection.notice).toBeNull();
	});

	it('that messages come late where no socket gets through but requests do', async () => {
		FakeSocket.last.breaks();
		await passes(9_000);
		expect(connection.notice).toBe('polling');
		expect(said.map(([, notice]) => notice)).toEqual(['away', 'polling']);
		answers = false;
		await passes(12_000);
		expect(connection.notice).toBe('away');
	});

	it('nothing after signing out', async () => {
		FakeSocket.last.breaks();
		await passes(1_000);
		live.stop();
		await passes(10_000);
		expect(said).toEqual([]);
	});

	it('that what is unsent ends with the page, where the browser keeps nothing', async () => {
		expect(connection.fleeting).toBe(false);
		await writes();
		await passes(0);
		expect(connection.fleeting).toBe(true);
		ack();
		await passes(0);
		expect(connection.fleeting).toBe(false);
	});

	it('that, too, where it was offline before anything was written', async () => {
		online = false;
		dispatchEvent(new Event('offline'));
		await passes(1_000);
		let told = 0;
		connection.subscribe(() => told++);
		await writes();
		await passes(0);
		expect([connection.notice, connection.fleeting, told]).toEqual(['offline', true, 1]);
	});
});
