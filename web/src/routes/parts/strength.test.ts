import { expect, test } from 'vitest';
import { strength } from './strength';

test.each([
	['', 'short'],
	['seven77', 'short'],
	['aaaaaaaaaaaa', 'weak'],
	['password2026!', 'weak'],
	['sommerhus', 'weak'],
	['sommerhus-41', 'fair'],
	['heron lamp otter tide', 'good'],
	['zażółć gęślą jaźń', 'good']
])('%j is %s', (password, expected) => {
	expect(strength(password)).toBe(expected);
});

test('the own name or address in it is no secret', () => {
	expect(strength('mette-friis-2026-x', ['mette'])).toBe('weak');
});
