import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Door } from './door';
import { Problem } from './http';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const full = (seconds: number) => new Problem('internal', '', 503, {}, undefined, seconds);

describe('Door', () => {
	it('counts down as long as the server asks, and tries again by itself', async () => {
		const door = new Door(() => 0);
		const counted: (number | null | undefined)[] = [];
		door.subscribe(() => counted.push(door.waiting?.seconds));
		const knock = vi.fn().mockRejectedValueOnce(full(3)).mockResolvedValue('in');
		const inside = door.enter(knock);
		await vi.advanceTimersByTimeAsync(2_999);
		expect(knock).toHaveBeenCalledTimes(1);
		await vi.advanceTimersByTimeAsync(1);
		expect(await inside).toBe('in');
		expect(counted).toEqual([3, 2, 1, 0, undefined]);
	});

	it('waits without a countdown where nobody said for how long', async () => {
		const door = new Door(() => 1);
		const knock = vi.fn().mockRejectedValueOnce(new Problem('offline', '')).mockResolvedValue('in');
		const inside = door.enter(knock);
		await vi.advanceTimersByTimeAsync(500);
		expect(door.waiting).toMatchObject({ seconds: null, problem: { code: 'offline' } });
		await vi.advanceTimersByTimeAsync(500);
		expect(await inside).toBe('in');
		expect(door.waiting).toBeNull();
	});

	it('gives up on what will not pass', async () => {
		const door = new Door();
		for (const code of ['invalid', 'internal'] as const) {
			await expect(door.enter(() => Promise.reject(new Problem(code, '')))).rejects.toMatchObject({ code });
			expect(door.waiting).toBeNull();
		}
	});

	it('stops when one leaves', async () => {
		const door = new Door(() => 0);
		const knock = vi.fn().mockRejectedValue(full(5));
		const inside = door.enter(knock);
		const gaveUp = expect(inside).rejects.toBeInstanceOf(Problem);
		await vi.advanceTimersByTimeAsync(1_500);
		door.leave();
		await gaveUp;
		await vi.advanceTimersByTimeAsync(60_000);
		expect(knock).toHaveBeenCalledTimes(1);
		expect(door.waiting).toBeNull();
	});
});
