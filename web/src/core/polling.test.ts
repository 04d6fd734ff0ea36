import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeSocket } from './fake-socket';
import { Polling } from './polling';
import { Live } from './socket';

let live: Live;
let polling: Polling;
const asked = { log: 0, list: 0 };
let answers = true;

beforeEach(() => {
	vi.useFakeTimers();
	FakeSocket.all = [];
	Object.assign(asked, { log: 0, list: 0 });
	answers = true;
	live = new Live({ url: 'ws://desk/live', WebSocket: FakeSocket as unknown as new (url: string) => WebSocket, random: () => 1 });
	polling = new Polling(live, () => 0.5);
	polling.add(async () => {
		asked.log++;
		if (!answers) throw new Error('no answer');
	});
	polling.add(async () => void asked.list++, 3);
	live.start();
});
afterEach(() => {
	live.stop();
	vi.useRealTimers();
});

const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('Polling', () => {
	it('asks nothing while the socket is open or comes back soon', async () => {
		FakeSocket.last.welcome();
		await passes(20_000);
		FakeSocket.last.breaks();
		await passes(600);
		FakeSocket.last.welcome();
		await passes(20_000);
		expect(asked).toEqual({ log: 0, list: 0 });
	});

	it('asks every few seconds while no socket gets through, for lists less often', async () => {
		await passes(5_000 + 5 * 4_000);
		expect(asked).toEqual({ log: 6, list: 2 });
		expect(polling.works).toBe(true);
	});

	it('stops when a socket gets through', async () => {
		await passes(5_000);
		FakeSocket.last.welcome();
		expect(polling.works).toBe(false);
		await passes(20_000);
		expect(asked.log).toBe(1);
	});

	it('asks less often while nobody answers', async () => {
		answers = false;
		await passes(65_000);
		expect(polling.works).toBe(false);
		expect(asked.log).toBeLessThan(10);
		expect(asked.log).toBeGreaterThan(3);
	});
});
