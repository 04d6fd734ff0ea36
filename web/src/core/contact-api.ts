import { createOwnContactApi } from './contact';
import type { Http } from './http';
import type { Absence, AbsenceInput, ContinuityRow, List, NamedPerson, PersonalContact, Regular } from './types';

/** The calls about whom customers usually talk to, who is away, and who stands in. */
export function createContactApi(http: Http) {
	return {
		...createOwnContactApi(http),
		contactOf: (ticket: number) => http.get<List<PersonalContact>>(`/tickets/${ticket}/contact`),
		/** Without a person: oneself. */
		nameContact: (ticket: number, person?: string) => http.put<List<PersonalContact>>(`/tickets/${ticket}/contact`, { person }),
		dropContactOf: (ticket: number) => http.delete(`/tickets/${ticket}/contact`),

		regulars: (query: { before?: string } = {}) => http.get<List<Regular>>('/me/regulars', query),
		regularsOf: (person: string, query: { before?: string } = {}) => http.get<List<Regular>>(`/people/${person}/regulars`, query),
		dropRegular: (id: string) => http.delete(`/regulars/${id}`),
		handRegular: (id: string, person: string) => http.patch<void>(`/regulars/${id}`, { person }),

		absences: () => http.get<List<Absence>>('/absences'),
		enterAbsence: (absence: AbsenceInput) => http.post<{ id: string; note: string }>('/absences', absence),
		endAbsence: (id: string) => http.delete(`/absences/${id}`),
		/** Ends the absence of a person that runs now, if there is one. */
		endRunning: async (person: string) => {
			const { items } = await http.get<List<Absence>>('/absences');
			const running = items.find((one) => one.person.id === person && Date.parse(one.from) <= Date.now());
			if (running) await http.delete(`/absences/${running.id}`);
		},
		deputy: (person: string) => http.get<{ deputy: NamedPerson | null }>(`/people/${person}/deputy`),
		setDeputy: (person: string, deputy?: string) => http.put<void>(`/people/${person}/deputy`, { deputy }),

		continuity: (months: number) => http.get<List<ContinuityRow>>('/reports/continuity', { months })
	};
}
