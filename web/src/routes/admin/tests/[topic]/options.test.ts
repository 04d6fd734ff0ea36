import { expect, test } from 'vitest';
import { read, written } from './options';

test('stars mark what is right, and only where something is to be marked', () => {
	expect(read('* blue zone\n\n  green zone ', true)).toEqual([{ text: 'blue zone', right: true }, { text: 'green zone' }]);
	expect(read('* first\nsecond', false)).toEqual([{ text: '* first' }, { text: 'second' }]);
});

test('what is written is read again as it was', () => {
	const options = [{ text: 'a', right: true }, { text: 'b' }];
	expect(read(written(options, true), true)).toEqual(options);
	expect(written(options, false)).toBe('a\nb');
});
