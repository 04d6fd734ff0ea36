import { describe, expect, it } from 'vitest';
import { ago, clock, day, span, when } from './time';

const now = new Date(2026, 2, 14, 15, 30).getTime();
const at = (d: number, h: number, m: number) => new Date(2026, 2, d, h, m).getTime();

describe('times', () => {
	it('gives the time alone today and the day before it otherwise', () => {
		expect(clock(at(14, 9, 5))).toBe('09:05');
		expect(when(at(14, 9, 5), now)).toBe('09:05');
		expect(when(at(13, 23, 59), now)).toBe('yesterday 23:59');
		expect(when(at(2, 9, 5), now)).toBe('2 March 09:05');
	});

	it('counts days by midnight, not by hours', () => {
		expect(day(at(13, 23, 59), at(14, 0, 1))).toBe('yesterday');
		expect(day(at(14, 0, 1), at(14, 23, 59))).toBe('today');
		expect(day(new Date(2025, 11, 24, 10).getTime(), now)).toBe('24 December 2025');
	});

	it('says spans in the largest unit that still tells something', () => {
		const minute = 60_000;
		expect([0, 59 * minute, 90 * minute, 47 * 60 * minute, 72 * 60 * minute].map(span)).toEqual(['1 min', '59 min', '2 hr', '47 hr', '3 days']);
		expect(ago(now + 5 * minute, now)).toBe('in 5 minutes');
	});
});
