import { expect, test } from 'vitest';
import { clockOf, left, moved } from './countdown';

test('what is left is counted by the server and never negative', () => {
	const due = '2026-03-01T12:00:00Z';
	expect(left(due, Date.parse('2026-03-01T11:59:00.100Z'))).toBe(60);
	expect(left(due, Date.parse('2026-03-01T12:00:05Z'))).toBe(0);
});

test('a clock shows minutes and seconds', () => {
	expect([0, 9, 60, 605].map(clockOf)).toEqual(['0:00', '0:09', '1:00', '10:05']);
});

test('an item moves by one place and not beyond the ends', () => {
	const list = [2, 0, 1];
	expect(moved(list, 0, 1)).toEqual([0, 2, 1]);
	expect(moved(list, 0, -1)).toBe(list);
	expect(moved(list, 2, 1)).toBe(list);
	expect(list).toEqual([2, 0, 1]);
});
