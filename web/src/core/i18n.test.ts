import { describe, expect, it } from 'vitest';
import polish from '$messages/pl/ticket.json';
import english from '$messages/en/ticket.json';
import { chooseLocale, say } from './i18n';

describe('say', () => {
	it('chooses the Polish form: one, few, many', () => {
		const message = polish['ticket.new_messages'];
		const shown = [1, 2, 4, 5, 11, 12, 22, 25, 112].map((n) => say(message, { n }, 'pl'));
		expect(shown).toEqual([
			'1 nowa wiadomość',
			'2 nowe wiadomości',
			'4 nowe wiadomości',
			'5 nowych wiadomości',
			'11 nowych wiadomości',
			'12 nowych wiadomości',
			'22 nowe wiadomości',
			'25 nowych wiadomości',
			'112 nowych wiadomości'
		]);
	});

	it('fills parameters, writes numbers as the language does, and leaves unknown places alone', () => {
		expect(say(english['ticket.composer.left'], { n: 1500 }, 'en')).toBe('1,500 characters left');
		expect(say('{who}, {time}', { who: 'Otter K.' }, 'en')).toBe('Otter K., {time}');
	});

	it('does not read a parameter again for placeholders', () => {
		expect(say('{who} {time}', { who: '{time}', time: 'now' }, 'en')).toBe('{time} now');
	});
});

describe('chooseLocale', () => {
	it('takes the first wish that there is', () => {
		expect(chooseLocale([null, 'fr-FR', 'da-DK', 'de'], 'en')).toBe('da');
		expect(chooseLocale([undefined, 'sv', ''], 'hu')).toBe('hu');
		expect(chooseLocale(['toString'], 'en')).toBe('en');
	});
});
