import { expect, test } from 'vitest';
import { gather, languageOf, relabelled, spread } from './translations';

const words = () => spread('de', 'Wo?', { da: 'Hvor?' }, () => '');

test('every language has words to edit, and only written ones are sent', () => {
	expect(words()).toEqual({ en: '', de: 'Wo?', da: 'Hvor?', pl: '', hu: '' });
	expect(gather(words(), 'de', (text) => text !== '', (text) => text.toUpperCase())).toEqual({ da: 'HVOR?' });
});

test('what was written first can turn out to be in another language', () => {
	const moved = relabelled(words(), 'de', 'hu');
	expect([moved.de, moved.hu]).toEqual(['', 'Wo?']);
});

test('a problem leads to the language it is about', () => {
	expect(languageOf(['text', 'translations.pl.options'])).toBe('pl');
	expect(languageOf(['text'])).toBeUndefined();
	expect(languageOf(['translations.xx.text'])).toBeUndefined();
});
