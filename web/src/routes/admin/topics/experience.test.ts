import { expect, test } from 'vitest';
import { effectOf, percent } from './experience';

const bands = [
	{ from: 20, to: 30, predicted: 0.26, tickets: 12, solved: 3 },
	{ from: 50, to: 60, predicted: 0.55, tickets: 20, solved: 11 },
	{ from: 90, to: 100, predicted: 0.93, tickets: 68, solved: 64 }
];

test('only bands that lie below as a whole go to staff', () => {
	expect(effectOf(bands, 0)).toEqual({ of: 100, toStaff: 0, solved: 0 });
	expect(effectOf(bands, 30)).toEqual({ of: 100, toStaff: 12, solved: 3 });
	expect(effectOf(bands, 60)).toEqual({ of: 100, toStaff: 32, solved: 14 });
});

test('nothing of nothing is no share', () => {
	expect(percent(0, 0)).toBe(0);
	expect(percent(2, 3)).toBe(67);
});
