import { describe, expect, it } from 'vitest';
import { asked, backoff } from './backoff';

describe('backoff', () => {
	it('spreads from nothing to a ceiling that doubles up to a limit', () => {
		expect([0, 1, 2, 3, 4, 5, 20].map((n) => backoff(n, () => 1))).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
		expect([0, 5].map((n) => backoff(n, () => 0))).toEqual([0, 0]);
	});

	it('spreads evenly: a tenth of a crowd comes back in each tenth of the time', () => {
		const waits = Array.from({ length: 1_000 }, (_, i) => backoff(3, () => i / 1_000));
		const tenths = waits.reduce((counts, wait) => (counts[Math.floor(wait / 400)]!++, counts), Array.from({ length: 10 }, () => 0));
		expect(Math.min(...tenths)).toBeGreaterThan(95);
		expect(Math.max(...tenths)).toBeLessThan(105);
	});
});

describe('asked', () => {
	it('never comes sooner than the server said', () => {
		expect([0, 0.5, 1].map((chance) => asked(4, () => chance))).toEqual([4_000, 5_000, 6_000]);
	});
});
