import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoff } from './backoff';
import { entry, FakeSocket } from './fake-socket';
import { Live, type Watcher } from './socket';
import type { Entry } from './types';

function start(options: { token?: string } = {}) {
	const live = new Live({
		url: 'ws://desk/live',
		token: options.token ? () => options.token! : undefined,
		WebSocket: FakeSocket as unknown as new (url: string) => WebSocket,
		random: () => 0
	});
	live.start();
	return live;
}

function recorder() {
	const seen: Entry[] = [];
	const watcher: Watcher = { entry: (e) => seen.push(e), reset: vi.fn(), unwatched: vi.fn(), watching: vi.fn() };
	return { seen, watcher, seqs: () => seen.map((e) => e.seq) };
}

beforeEach(() => {
	vi.useFakeTimers();
	FakeSocket.all = [];
});
afterEach(() => {
	vi.useRealTimers();
});

describe('Live', () => {
	it('authenticates with the token as its first frame', () => {
		start({ token: 'secret' });
		expect(FakeSocket.last.url).toBe('ws://desk/live?auth=token');
		FakeSocket.last.open();
		expect(FakeSocket.last.sent).toEqual([{ type: 'auth', token: 'secret' }]);
	});

	it('resumes each ticket at its own cursor after a break', () => {
		const live = start();
		const a = recorder();
		const b = recorder();
		FakeSocket.last.welcome();
		live.watch(1, 0, a.watcher);
		live.watch(2, 10, b.watcher);
		FakeSocket.last.says({ type: 'entry', ticket: 1, entry: entry(1) });
		FakeSocket.last.says({ type: 'entry', ticket: 1, entry: entry(2) });
		FakeSocket.last.says({ type: 'entry', ticket: 2, entry: entry(11) });
		FakeSocket.last.breaks();
		vi.advanceTimersByTime(1_000);
		FakeSocket.last.welcome();
		expect(FakeSocket.last.sent).toEqual([
			{ type: 'watch', ticket: 1, after: 2 },
			{ type: 'watch', ticket: 2, after: 11 }
		]);
	});

	it('delivers an entry once, however often the server sends it', () => {
		const live = start();
		const a = recorder();
		FakeSocket.last.welcome();
		live.watch(1, 0, a.watcher);
		for (const seq of [1, 2, 2, 1, 3]) FakeSocket.last.says({ type: 'entry', ticket: 1, entry: entry(seq) });
		expect(a.seqs()).toEqual([1, 2, 3]);
	});

	it('asks again instead of showing a hole', () => {
		const live = start();
		const a = recorder();
		FakeSocket.last.welcome();
		live.watch(1, 3, a.watcher);
		FakeSocket.last.says({ type: 'entry', ticket: 1, entry: entry(6) });
		expect(a.seqs()).toEqual([]);
		expect(FakeSocket.last.sent.at(-1)).toEqual({ type: 'watch', ticket: 1, after: 3 });
		for (const seq of [4, 5, 6]) FakeSocket.last.says({ type: 'entry', ticket: 1, entry: entry(seq) });
		expect(a.seqs()).toEqual([4, 5, 6]);
	});

	it('starts from nothing when the server has another epoch', () => {
		const live = start();
		const a = recorder();
		FakeSocket.last.welcome('e1');
		live.watch(1, 7, a.watcher);
		FakeSocket.last.breaks();
		vi.advanceTimersByTime(1_000);
		FakeSocket.last.welcome('e2');
		expect(a.watcher.reset).toHaveBeenCalledOnce();
		expect(FakeSocket.last.sent).toEqual([{ type: 'watch', ticket: 1, after: 0 }]);
	});

	it('sends what was not acknowledged again, with the same id, and once acknowledged never again', async () => {
		const live = start();
		FakeSocket.last.welcome();
		const answer = live.post({ id: 'p1', ticket: 1, kind: 'message', text: 'hello' });
		FakeSocket.last.breaks();
		vi.advanceTimersByTime(1_000);
		FakeSocket.last.welcome();
		expect(FakeSocket.last.sent).toEqual([{ type: 'post', id: 'p1', ticket: 1, kind: 'message', text: 'hello' }]);
		FakeSocket.last.says({ type: 'ack', id: 'p1', ticket: 1, seq: 5 });
		await expect(answer).resolves.toMatchObject({ seq: 5 });
		FakeSocket.last.breaks();
		vi.advanceTimersByTime(1_000);
		FakeSocket.last.welcome();
		expect(FakeSocket.last.sent).toEqual([]);
	});

	it('rejects a post that the server refuses', async () => {
		const live = start();
		FakeSocket.last.welcome();
		const answer = live.post({ id: 'p1', ticket: 1, kind: 'message', text: 'hello' });
		FakeSocket.last.says({ type: 'error', id: 'p1', ticket: 1, code: 'conflict', message: 'the ticket is closed' });
		await expect(answer).rejects.toMatchObject({ code: 'conflict' });
	});

	it('stops delivering when the server ends a watch, and does not ask for it again', () => {
		const live = start();
		const a = recorder();
		FakeSocket.last.welcome();
		live.watch(1, 0, a.watcher);
		FakeSocket.last.says({ type: 'unwatched', ticket: 1, reason: 'released' });
		FakeSocket.last.says({ type: 'entry', ticket: 1, entry: entry(1) });
		FakeSocket.last.breaks();
		vi.advanceTimersByTime(1_000);
		FakeSocket.last.welcome();
		expect(a.watcher.unwatched).toHaveBeenCalledWith('released');
		expect(a.seqs()).toEqual([]);
		expect(FakeSocket.last.sent).toEqual([]);
	});

	it('gives up on a connection that has fallen silent', () => {
		start();
		FakeSocket.last.welcome();
		vi.advanceTimersByTime(40_000);
		expect(FakeSocket.last.sent).toContainEqual({ type: 'ping' });
		vi.advanceTimersByTime(60_000);
		expect(FakeSocket.all.length).toBeGreaterThan(1);
	});

	it('does not come back with a token that was refused', () => {
		const live = start({ token: 'old' });
		FakeSocket.last.open();
		FakeSocket.last.breaks(4401);
		vi.advanceTimersByTime(120_000);
		expect(live.state).toBe('refused');
		expect(FakeSocket.all).toHaveLength(1);
	});

	it('says that somebody writes at most every three seconds', () => {
		const live = start();
		FakeSocket.last.welcome();
		for (let i = 0; i < 10; i++) {
			live.typing(1);
			vi.advanceTimersByTime(500);
		}
		expect(FakeSocket.last.sent.filter((f) => f.type === 'typing')).toHaveLength(2);
	});

	it('says how far we have read only when the server watches, and again after a reconnect', () => {
		const live = start();
		FakeSocket.last.welcome();
		live.watch(1, 4, recorder().watcher);
		live.read(1, 4);
		const reads = () => FakeSocket.last.sent.filter((f) => f.type === 'read');
		expect(reads()).toEqual([]);
		FakeSocket.last.says({ type: 'watching', ticket: 1, head: 4 });
		expect(reads()).toEqual([{ type: 'read', ticket: 1, seq: 4 }]);
		FakeSocket.last.breaks();
		live.read(1, 5);
		vi.advanceTimersByTime(1_000);
		FakeSocket.last.welcome();
		FakeSocket.last.says({ type: 'watching', ticket: 1, head: 5 });
		expect(reads()).toEqual([{ type: 'read', ticket: 1, seq: 5 }]);
	});

	it('repeats after a reconnect that the person is available', () => {
		const live = start();
		FakeSocket.last.welcome();
		live.setAvailable(true);
		FakeSocket.last.breaks();
		vi.advanceTimersByTime(1_000);
		FakeSocket.last.welcome();
		expect(FakeSocket.last.sent).toEqual([{ type: 'available', on: true }]);
	});

	it('stopping twice is fine and rejects what is unanswered', async () => {
		const live = start();
		const answer = live.post({ id: 'p1', ticket: 1, kind: 'message', text: 'hello' });
		live.stop();
		live.stop();
		await expect(answer).rejects.toMatchObject({ code: 'offline' });
		vi.advanceTimersByTime(120_000);
		expect(FakeSocket.all).toHaveLength(1);
	});
});

describe('backoff', () => {
	it('spreads over a ceiling that doubles up to a limit', () => {
		expect([0, 1, 2, 20].map((n) => backoff(n, () => 1))).toEqual([1_000, 2_000, 4_000, 30_000]);
		expect([0, 5].map((n) => backoff(n, () => 0))).toEqual([250, 250]);
	});
});
