import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { entry, FakeSocket } from './fake-socket';
import { Live } from './socket';
import type { Entry } from './types';
import type { Watcher } from './watches';

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

	it('gives a post back when the connection goes: it may have arrived, and the outbox sends it again', async () => {
		const live = start();
		await expect(live.post({ id: 'p0', ticket: 1, kind: 'message', text: 'too early' })).rejects.toMatchObject({ code: 'offline' });
		FakeSocket.last.welcome();
		const answer = live.post({ id: 'p1', ticket: 1, kind: 'message', text: 'hello' });
		FakeSocket.last.breaks();
		await expect(answer).rejects.toMatchObject({ code: 'offline' });
		vi.advanceTimersByTime(1_000);
		FakeSocket.last.welcome();
		expect(FakeSocket.last.sent).toEqual([]);
	});

	it('asks whether anybody is there when an answer takes long, and connects anew where nobody is', () => {
		const live = start();
		FakeSocket.last.welcome();
		live.post({ id: 'p1', ticket: 1, kind: 'message', text: 'hello' }).catch(() => undefined);
		vi.advanceTimersByTime(3_000);
		expect(FakeSocket.last.sent).toContainEqual({ type: 'ping' });
		FakeSocket.last.says({ type: 'pong' });
		vi.advanceTimersByTime(5_000);
		expect(FakeSocket.all).toHaveLength(1);
	});

	it('tells how long the server asks to wait', async () => {
		const live = start();
		FakeSocket.last.welcome();
		const answer = live.post({ id: 'p1', ticket: 1, kind: 'message', text: 'hello' });
		FakeSocket.last.says({ type: 'error', id: 'p1', code: 'limited', message: 'too much at once', retry_after: 7 });
		await expect(answer).rejects.toMatchObject({ code: 'limited', retryAfterSeconds: 7, passing: true });
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
		FakeSocket.last.welcome();
		const answer = live.post({ id: 'p1', ticket: 1, kind: 'message', text: 'hello' });
		live.stop();
		live.stop();
		await expect(answer).rejects.toMatchObject({ code: 'offline' });
		vi.advanceTimersByTime(120_000);
		expect(FakeSocket.all).toHaveLength(1);
	});
});

describe('coming back', () => {
	const chance = (value: number) => {
		const live = new Live({ url: 'ws://desk/live', WebSocket: FakeSocket as unknown as new (url: string) => WebSocket, random: () => value });
		live.start();
		return live;
	};
	const attempts = () => FakeSocket.all.length;
	/** How long until the next attempt. */
	function pause(): number {
		const before = attempts();
		let waited = 0;
		for (; attempts() === before; waited += 50) vi.advanceTimersByTime(50);
		return waited;
	}

	it('waits longer and longer while nobody answers, up to fifteen seconds', () => {
		chance(1);
		const pauses = Array.from({ length: 7 }, () => (FakeSocket.last.breaks(), pause()));
		expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
	});

	it('does not begin again with short pauses because a server greets and breaks off', () => {
		chance(1);
		const pauses = Array.from({ length: 4 }, () => (FakeSocket.last.welcome(), FakeSocket.last.breaks(), pause()));
		expect(pauses).toEqual([500, 1_000, 2_000, 4_000]);
		FakeSocket.last.welcome();
		vi.advanceTimersByTime(6_000);
		FakeSocket.last.breaks();
		expect(pause()).toBe(500);
	});

	it('spreads over a second when the server restarts', () => {
		for (const [random, wait] of [
			[0.1, 100],
			[0.9, 900]
		] as const) {
			chance(random);
			FakeSocket.last.welcome();
			FakeSocket.last.breaks(1012);
			expect(pause()).toBe(wait);
		}
	});

	it('has lists fetched again after a break, and only then', () => {
		const live = chance(0);
		const resync = vi.fn();
		live.on('resync', resync);
		FakeSocket.last.welcome();
		vi.advanceTimersByTime(1_000);
		expect(resync).not.toHaveBeenCalled();
		FakeSocket.last.breaks();
		FakeSocket.last.breaks();
		vi.advanceTimersByTime(0);
		FakeSocket.last.welcome();
		vi.advanceTimersByTime(0);
		expect(resync).toHaveBeenCalledOnce();
	});

	it('counts attempts that got nowhere, and forgets them at the first greeting', () => {
		const live = chance(0);
		for (let n = 1; n <= 3; n++) {
			FakeSocket.last.breaks();
			vi.advanceTimersByTime(0);
			expect(live.failures).toBe(n);
		}
		FakeSocket.last.welcome();
		expect(live.failures).toBe(0);
	});
});

describe('waking', () => {
	const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
	let live: Live;
	beforeEach(() => {
		page.visibilityState = 'visible';
		const network = new EventTarget();
		vi.stubGlobal('document', page);
		vi.stubGlobal('addEventListener', network.addEventListener.bind(network));
		vi.stubGlobal('removeEventListener', network.removeEventListener.bind(network));
		vi.stubGlobal('dispatchEvent', network.dispatchEvent.bind(network));
		live = start();
	});
	afterEach(() => {
		live.stop();
		vi.unstubAllGlobals();
	});

	/** The clock goes on, nothing else does. */
	const sleeps = (ms: number) => vi.setSystemTime(Date.now() + ms);
	const welcomeAfter = (ms: number) => (vi.advanceTimersByTime(ms), FakeSocket.last.welcome());

	it('a connection that died in its sleep is replaced within a second', () => {
		welcomeAfter(60);
		sleeps(3_600_000);
		vi.advanceTimersByTime(500);
		expect(FakeSocket.all[0]!.sent).toContainEqual({ type: 'ping' });
		vi.advanceTimersByTime(250);
		expect(FakeSocket.all).toHaveLength(2);
	});

	it('a connection that answers is kept', () => {
		welcomeAfter(60);
		sleeps(3_600_000);
		vi.advanceTimersByTime(500);
		FakeSocket.last.says({ type: 'pong' });
		vi.advanceTimersByTime(5_000);
		expect(FakeSocket.all).toHaveLength(1);
	});

	it('gives a slow network the time that it needs, but no more than a second', () => {
		welcomeAfter(600);
		page.dispatchEvent(new Event('resume'));
		vi.advanceTimersByTime(750);
		expect(FakeSocket.all).toHaveLength(1);
		vi.advanceTimersByTime(250);
		expect(FakeSocket.all).toHaveLength(2);
	});

	it('does not wait when the network is back or the page is looked at', () => {
		for (const comesBack of [() => dispatchEvent(new Event('online')), () => page.dispatchEvent(new Event('visibilitychange'))]) {
			welcomeAfter(60);
			for (let n = 0; n < 6; n++) (FakeSocket.last.breaks(), live.state === 'waiting' && n < 5 && vi.advanceTimersByTime(20_000));
			const before = FakeSocket.all.length;
			comesBack();
			expect(FakeSocket.all.length).toBe(before + 1);
		}
	});

	it('begins anew where the network came back while a connection was being made', () => {
		vi.advanceTimersByTime(2_000);
		dispatchEvent(new Event('online'));
		expect(FakeSocket.all).toHaveLength(2);
	});

	it('is quiet on a page that nobody looks at', () => {
		welcomeAfter(60);
		page.visibilityState = 'hidden';
		page.dispatchEvent(new Event('visibilitychange'));
		sleeps(20_000);
		vi.advanceTimersByTime(1_000);
		expect(FakeSocket.last.sent).toEqual([]);
	});
});
