import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VisitApi } from './api';
import { deliver } from './delivery';
import { entry, FakeSocket } from './fake-socket';
import type { Outbox } from './outbox';
import { Live } from './socket';

let live: Live;
let outbox: Outbox;
let here: boolean;
let overHttp: { id: string; signal: AbortSignal }[];
let answer: (signal: AbortSignal) => Promise<ReturnType<typeof entry>>;

beforeEach(async () => {
	vi.useFakeTimers();
	FakeSocket.all = [];
	here = true;
	overHttp = [];
	answer = async () => entry(1);
	live = new Live({ url: 'ws://desk/live', WebSocket: FakeSocket as unknown as new (url: string) => WebSocket, random: () => 0 });
	const postEntry = (_: number, { id }: { id: string }, signal: AbortSignal) => (overHttp.push({ id, signal }), answer(signal));
	outbox = deliver({ api: { postEntry } as unknown as VisitApi, live, name: 'test', ready: async () => here });
	live.start();
	await outbox.open('me');
});
afterEach(() => {
	live.stop();
	outbox.close();
	vi.useRealTimers();
});

const writes = (id: string) => outbox.add({ id, ticket: 1, kind: 'message', text: id });
const posted = () => FakeSocket.last.sent.flatMap((frame) => (frame.type === 'post' ? [frame.id] : []));

describe('deliver', () => {
	it('goes over the socket while it is open, and over HTTP otherwise', async () => {
		await writes('early');
		await vi.advanceTimersByTimeAsync(0);
		expect(overHttp.map(({ id }) => id)).toEqual(['early']);
		FakeSocket.last.welcome();
		await writes('live');
		await vi.advanceTimersByTimeAsync(0);
		expect(posted()).toEqual(['live']);
	});

	it('does not wait for a request that died with the old network', async () => {
		answer = (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));
		await writes('stuck');
		await vi.advanceTimersByTimeAsync(5_000);
		expect(overHttp).toHaveLength(1);
		FakeSocket.last.welcome();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(posted()).toEqual(['stuck']);
	});

	it('sends again what the socket took with it, with the same id', async () => {
		FakeSocket.last.welcome();
		await writes('lost');
		await vi.advanceTimersByTimeAsync(0);
		FakeSocket.last.breaks(1012);
		await vi.advanceTimersByTimeAsync(600);
		expect(overHttp.map(({ id }) => id)).toEqual(['lost']);
		expect(outbox.unsent).toBe(0);
	});

	it('sends nothing in the name of somebody who has signed in meanwhile', async () => {
		here = false;
		await writes('as ann');
		await vi.advanceTimersByTimeAsync(60_000);
		expect(overHttp).toEqual([]);
		here = true;
		FakeSocket.last.open();
		FakeSocket.last.says({ type: 'hello', epoch: 'e1', person: { id: 'bob', role: 'customer', name: 'Bob' }, heartbeat_seconds: 25 });
		await vi.advanceTimersByTimeAsync(10_000);
		expect(posted()).toEqual([]);
		expect(outbox.unsent).toBe(1);
	});
});
