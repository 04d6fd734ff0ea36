import { describe, expect, it } from 'vitest';
import en from '$messages/en/rewards.json';
import { i18n } from './i18n';
import { amountOf, money, monthName, places, typed } from './money';

describe('amounts', () => {
	it('have the decimals of their unit', () => {
		expect(['EUR', 'JPY', 'points', 'nonsense!'].map(places)).toEqual([2, 0, 0, 2]);
	});

	it('are read as people write them', () => {
		const read: [string, number | undefined][] = [
			['12,50', 1250],
			['12.5', 1250],
			[' 1 200 ', 120000],
			['-3', -300],
			['−3', -300],
			['+0,05', 5],
			['12,505', undefined],
			['1.000,00', undefined],
			['', undefined],
			['-', undefined],
			['12€', undefined]
		];
		for (const [text, amount] of read) expect(amountOf(text, 'EUR'), text).toBe(amount);
		expect(amountOf('7', 'points')).toBe(7);
		expect(amountOf('7.5', 'points')).toBeUndefined();
	});

	it('are written so that they are read again', () => {
		for (const amount of [0, 5, 1250, -1999]) expect(amountOf(typed(amount, 'EUR'), 'EUR')).toBe(amount);
	});

	it('of points are counted as one counts', () => {
		i18n.catalogue = en;
		expect([1, 12, 1200].map((amount) => money(amount, 'points'))).toEqual(['1 point', '12 points', '1,200 points']);
		expect(money(1, 'points', true)).toBe('+1 point');
	});

	it('belong to months that have names', () => {
		expect(monthName('2026-11')).toBe('November 2026');
	});
});
