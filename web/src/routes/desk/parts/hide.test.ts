import { describe, expect, it } from 'vitest';
import { inCharacters, overlaps } from './hide';

describe('a selection in characters', () => {
	it('counts what needs two units as one', () => {
		expect(inCharacters('🙂 Ann', 3, 6)).toEqual({ start: 2, end: 5 });
	});
	it('leaves out blanks at the ends', () => {
		expect(inCharacters('I am Ann now', 4, 9)).toEqual({ start: 5, end: 8 });
		expect(inCharacters('a   b', 1, 4)).toEqual({ start: 4, end: 4 });
	});
	it('knows what overlaps', () => {
		expect(overlaps({ start: 0, end: 3 }, { start: 2, end: 4 })).toBe(true);
		expect(overlaps({ start: 0, end: 3 }, { start: 3, end: 4 })).toBe(false);
	});
});
