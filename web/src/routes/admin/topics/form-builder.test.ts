import { describe, expect, it } from 'vitest';
import { built, move, nameAll, newField, nameOf, ruled, sent } from './form-builder';

const field = (name: string, more: object = {}) => ({ ...newField(), labels: { en: name }, ...more });

describe('keys', () => {
	it('come of the first name, once, and are all different', () => {
		const form = [field('Which street?'), field('Which street?'), field('Øl', { key: 'beer' }), field('街'), field('')];
		nameAll(form);
		expect(form.map(({ key }) => key)).toEqual(['which-street', 'which-street-2', 'beer', 'field', '']);
		form[0]!.labels.en = 'Where?';
		nameAll(form);
		expect(form[0]!.key).toBe('which-street');
	});

	it('stay within forty characters', () => {
		const long = 'a'.repeat(60);
		const form = [field(long), field(long), field(long)];
		nameAll(form);
		expect(new Set(form.map(({ key }) => key)).size).toBe(3);
		for (const { key } of form) expect(key.length).toBeLessThanOrEqual(40);
	});
});

describe('what is sent', () => {
	it('is what came, where nothing was changed', () => {
		const form = [{ key: 'a', kind: 'choice' as const, labels: { da: 'Bil' }, hints: {}, options: [{ key: 'car', labels: { en: 'Car' } }], required: true, staff_only: false }];
		expect(sent(built(form))).toEqual(form);
	});

	it('is without empty words, and without options of what is no choice any more', () => {
		const form = [field(' Car ', { hints: { en: ' ', da: 'x' }, options: [{ key: '', labels: { en: 'A' } }] })];
		expect(sent(form)).toMatchObject([{ key: 'car', labels: { en: 'Car' }, hints: { da: 'x' }, options: [] }]);
	});

	it('shares nothing with what came', () => {
		const form = [{ key: 'a', kind: 'text' as const, labels: { en: 'A' } }];
		built(form)[0]!.labels.en = 'B';
		expect(form[0]!.labels.en).toBe('A');
	});
});

it('moves up and down', () => {
	const list = ['a', 'b', 'c'];
	move(list, 0, 1);
	move(list, 2, -1);
	expect(list).toEqual(['b', 'c', 'a']);
});

it('lets rules look at what experts get', () => {
	expect(ruled([field('A', { key: 'a' }), field('B', { key: 'b', staff_only: true }), field('C')]).map(({ key }) => key)).toEqual(['a']);
	expect(nameOf({ key: 'a', labels: { da: 'Bil', en: ' ' } }, 'en')).toBe('Bil');
});
