import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { i18n } from '$core/i18n';
import type { AskedField, FilledField } from '$core/types';
import { asRead, choices, given, keepFilled, readFilled, withWords, wrongIn } from './form';

const asked = (kind: AskedField['kind'], more: Partial<AskedField> = {}): AskedField => ({ key: kind, kind, label: kind, required: false, staff_only: false, ...more });

describe('a form', () => {
	it('misses what has to be filled in, and nothing else', () => {
		expect(wrongIn(asked('text', { required: true }), {})).toBe('missing');
		expect(wrongIn(asked('choice', { required: true }), { choice: '  ' })).toBe('missing');
		expect(wrongIn(asked('text', { required: true }), { text: 'here' })).toBeUndefined();
		expect(wrongIn(asked('date'), {})).toBeUndefined();
	});

	it('takes numbers as people write them', () => {
		for (const number of ['12', '-3', '12,5', ' 12.50 ']) expect(wrongIn(asked('number'), { number })).toBeUndefined();
		for (const number of ['1e3', 'five', '1.000,5', '12,', '½']) expect(wrongIn(asked('number'), { number })).toBe('number');
		expect(given([asked('number')], { number: ' 12,5 ' })).toEqual({ number: '12.5' });
	});

	it('sends what it asks for, and of that what holds something', () => {
		expect(given([asked('text'), asked('long')], { text: ' here ', long: ' ', of_another_topic: 'x' })).toEqual({ text: 'here' });
	});

	it('shows experts the words of the customer, without what is picked or for staff alone', () => {
		const form = [asked('text'), asked('choice'), asked('yes_no'), asked('long', { staff_only: true })];
		expect(withWords('Help!', form, { text: 'here', choice: 'car', yes_no: 'yes', long: 'secret' })).toBe('Help!\n\nhere');
	});

	it('offers nothing first', () => {
		expect(choices(asked('yes_no')).map(({ value }) => value)).toEqual(['', 'yes', 'no']);
		expect(choices(asked('choice', { options: [{ key: 'car', label: 'Car' }] }))[1]).toEqual({ value: 'car', label: 'Car' });
	});
});

describe('its draft', () => {
	const kept = new Map<string, string>();
	beforeEach(() => void vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => kept.set(key, text), removeItem: (key: string) => kept.delete(key) }));
	afterEach(() => void vi.unstubAllGlobals());

	it('is kept, and gone where nothing is left of it', () => {
		keepFilled('new', { text: 'here', long: ' ' });
		expect(readFilled('new')).toEqual({ text: 'here' });
		keepFilled('new', { text: '' });
		expect(kept.size).toBe(0);
		expect(readFilled('new')).toEqual({});
	});
});

describe('what was filled in', () => {
	const filled = (kind: FilledField['kind'], value: string, text = value): FilledField => ({ key: 'a', kind, label: 'A', value, text, staff_only: false });

	it('reads as people say it, and as it is where it is masked', () => {
		expect(asRead(filled('choice', 'car', 'Car'))).toBe('Car');
		expect(asRead(filled('date', '2026-11-22'))).toBe('22 November 2026');
		expect(asRead(filled('date', '[birth-date 1]'))).toBe('[birth-date 1]');
		expect(asRead(filled('yes_no', 'yes'))).not.toBe('yes');
		expect(asRead(filled('number', '-24.5'))).toBe('-24.5');
		const locale = vi.spyOn(i18n, 'locale', 'get').mockReturnValue('da');
		expect(asRead(filled('number', '-24.5'))).toBe('-24,5');
		locale.mockRestore();
	});
});
