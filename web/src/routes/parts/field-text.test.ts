import { beforeEach, expect, test, vi } from 'vitest';
import da from '$messages/da/portal.json';
import en from '$messages/en/portal.json';
import { Problem } from '$core/http';
import { i18n, type Loader } from '$core/i18n';
import type { Locale } from '$core/types';
import { fieldText, isAboutFields } from './field-text';

const catalogues = { en: async () => ({ default: en }), da: async () => ({ default: da }) } as unknown as Record<Locale, Loader>;

beforeEach(async () => {
	vi.stubGlobal('document', { documentElement: {} });
	vi.stubGlobal('navigator', { languages: [] });
	await i18n.start(catalogues);
	await i18n.use('en');
});

const problem = (fields: Record<string, string>) => new Problem('invalid', '', 422, fields);

test('says what is wrong in the language of the page', async () => {
	await i18n.use('da');
	expect(fieldText(problem({ email: 'is not an e-mail address' }), 'email')).toBe(da['portal.field.email']);
	expect(fieldText(problem({ password: 'needs at least 8 characters' }), 'password')).toContain('8');
});

test('finds the member of a list', () => {
	expect(fieldText(problem({ 'phones[1]': 'is not a phone number' }), 'phones')).toBe(en['portal.field.phone']);
	expect(fieldText(problem({ phones: 'has more than 5' }), 'phones')).toContain('5');
});

test('says between what, in units of the language', async () => {
	expect(fieldText(problem({ take: 'must be 10 seconds to 7 days' }), 'take')).toBe('Please choose something between 10 seconds and 7 days.');
	expect(fieldText(problem({ offer: 'must be 5 seconds to a day' }), 'offer')).toContain('1 day');
	await i18n.use('da');
	expect(fieldText(problem({ wave: 'must be 1 to 50' }), 'wave')).toBe('Vælg noget mellem 1 og 50.');
	expect(fieldText(problem({ take: 'must be 10 seconds to 7 days' }), 'take')).toContain('7 dage');
});

test('an unknown sentence is shown to English readers only', async () => {
	const strange = problem({ wave_size: 'must be a prime number' });
	expect(fieldText(strange, 'wave_size')).toBe('Must be a prime number.');
	await i18n.use('da');
	expect(fieldText(strange, 'wave_size')).toBe(da['portal.field.check']);
});

test('nothing to say about other fields and other errors', () => {
	expect(fieldText(problem({ email: 'is missing' }), 'name')).toBeUndefined();
	expect(fieldText(new Error('broken'), 'name')).toBeUndefined();
	expect(isAboutFields(problem({}))).toBe(false);
});
