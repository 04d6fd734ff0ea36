import type { Http } from './http';
import type { components } from './schema';
import type { List } from './types';

type Schemas = components['schemas'];

export type Example = Schemas['Example'];
export type ExampleList = 'shown' | 'own' | 'waiting';
export type Audit = Schemas['Audit'];
export type Audited = Schemas['Audited'];

/** The calls by which helpers learn from each other: answers shared as examples, and requests with a known answer. */
export function createPeersApi(http: Http) {
	return {
		examples: (list: ExampleList, topic: string, q: string) => http.get<List<Example>>('/examples', { list, topic: topic || undefined, q: q || undefined }),
		share: (ticket: number, id: string, entry: string) => http.post<void>(`/tickets/${ticket}/examples`, { id, entry }),
		withdraw: (id: string) => http.delete(`/examples/${id}`),
		vote: (id: string, useful: boolean) => http.put<Schemas['ExampleVotes']>(`/examples/${id}/vote`, { useful }),
		check: (id: string, show: boolean) => http.post<void>(`/examples/${id}/check`, { show }),

		nextRequest: () => http.post<Schemas['NextAudit']>('/me/audits', {}),
		request: (id: string) => http.get<Audit>(`/me/audits/${id}`),
		answerRequest: (id: string, text: string) => http.post<Audit>(`/me/audits/${id}/answer`, { text }),
		skipRequest: (id: string) => http.post<void>(`/me/audits/${id}/skip`, {}),
		audits: () => http.get<List<Audited>>('/audits'),
		judgeAudit: (id: string, counts: boolean) => http.post<void>(`/audits/${id}/judgement`, { counts }),
		auditRate: (topic: string) => http.get<Schemas['AuditRate']>(`/tests/${encodeURIComponent(topic)}/audits`),
		setAuditRate: (topic: string, every: number) => http.put<Schemas['AuditRate']>(`/tests/${encodeURIComponent(topic)}/audits`, { every })
	};
}
