import { beforeAll, expect, it } from 'vitest';
import messages from '$messages/en/contact.json';
import { sentences } from './contact';
import { i18n } from './i18n';
import type { PersonalContact } from './types';

beforeAll(() => void (i18n.catalogue = messages));

const now = new Date('2026-11-20T09:00').getTime(); // a Friday
const anna: PersonalContact = { kind: 'staff', person: { id: '1', name: 'Anna' }, since: '2026-01-01T00:00:00Z', away: null, answers: null };
const until = (time: string, note = '') => ({ kind: 'vacation' as const, until: new Date(time).toISOString(), note });

it('says who it is, who is away until when, and who answers', () => {
	expect(sentences(anna, now)).toEqual(['Your contact is Anna.']);
	const away = { ...anna, away: until('2026-11-23T00:00', 'Skiing'), answers: { id: '2', name: 'Jonas' } };
	expect(sentences(away, now)).toEqual(['Your contact is Anna.', 'Anna is on vacation (back: Monday 23 November).', 'Jonas answers today.', '“Skiing”']);
	expect(sentences({ ...anna, kind: 'expert', away: until('2026-11-20T14:00') }, now)).toEqual([
		'Anna is asked first when you write.',
		'Anna is on vacation (back: 14:00).',
		'Another expert answers today.'
	]);
});
