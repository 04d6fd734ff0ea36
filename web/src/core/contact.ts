import type { Http } from './http';
import { t } from './i18n';
import { clock, day, sameDay } from './time';
import type { List, PersonalContact } from './types';

/** The calls with which customers say whom they want to come back to. */
export function createOwnContactApi(http: Http) {
	return {
		contacts: () => http.get<List<PersonalContact>>('/me/contacts'),
		/** Come back to who resolved this ticket. */
		keepContact: (ticket: number) => http.put<List<PersonalContact>>('/me/contacts', { ticket }),
		dropContact: (kind: PersonalContact['kind']) => http.delete(`/me/contacts/${kind}`)
	};
}

/** When somebody is back: the time today, otherwise the day. */
export const back = (until: string, now = Date.now()): string => (sameDay(until, now) ? clock(until) : day(until, now));

/** Whom a customer usually talks to, in sentences: who that is, whether they are there, and who answers otherwise. */
export function sentences({ kind, person, away, answers }: PersonalContact, now = Date.now()): string[] {
	const said = [t(`contact.line.${kind}`, { name: person.name })];
	if (!away) return said;
	said.push(t(`contact.line.${away.kind}`, { name: person.name, day: back(away.until, now) }));
	said.push(answers ? t('contact.line.deputy', { name: answers.name }) : t(`contact.line.others.${kind}`));
	if (away.note) said.push(t('contact.line.note', { note: away.note }));
	return said;
}
