import type { Http } from './http';
import type { AccessLogRow, Experience, FoundCustomer, List, Locale, MaskRule, MaskRules, Person, Policy, PrivacySettings, RetentionRun, RightsPolicy, Role, Simulation, SimulationInput, Team, TopicSettings } from './types';

export interface PersonInput {
	role: Role;
	name: string;
	email: string;
	languages: Locale[];
	teams: string[];
	topics: string[];
	capacity: number;
}

export type TopicInput = Omit<TopicSettings, 'name' | 'description' | 'policy' | 'form'> & { policy: Policy };

/** The calls of the admin pages. */
export function createAdminApi(http: Http) {
	return {
		topics: () => http.get<List<TopicSettings>>('/topics'),
		addTopic: (topic: TopicInput) => http.post<TopicSettings>('/topics', topic),
		changeTopic: (id: string, change: Partial<TopicInput>) => http.patch<TopicSettings>(`/topics/${encodeURIComponent(id)}`, change),
		experience: (id: string) => http.get<Experience>(`/topics/${encodeURIComponent(id)}/experience`),
		/** Nothing is kept. */
		simulate: (input: SimulationInput) => http.post<Simulation>('/simulations', input),
		rightsPolicy: () => http.get<RightsPolicy>('/retention'),
		changeRightsPolicy: (change: Partial<RightsPolicy>) => http.patch<RightsPolicy>('/retention', change),
		retentionRuns: () => http.get<List<RetentionRun>>('/retention/runs'),
		teams: () => http.get<List<Team>>('/teams'),
		addTeam: (team: Team) => http.post<Team>('/teams', team),
		changeTeam: (id: string, change: Partial<Omit<Team, 'id'>>) => http.patch<Team>(`/teams/${encodeURIComponent(id)}`, change),
		maskRules: () => http.get<MaskRules>('/mask-rules'),
		switchMaskRule: (id: string, active: boolean) => http.patch<MaskRule>(`/mask-rules/${id}`, { active }),
		/** The answer carries a one-time link (relative) to set a password. */
		addPerson: (person: PersonInput & { id: string }) => http.post<Person & { invitation: string }>('/people', person),
		changePerson: (id: string, change: Partial<PersonInput> & { active?: boolean }) => http.patch<Person>(`/people/${id}`, change),
		privacy: () => http.get<PrivacySettings>('/privacy'),
		savePrivacy: (change: Partial<PrivacySettings>) => http.patch<PrivacySettings>('/privacy', change),
		/** Logged, and the customer sees it. */
		customers: (q: string) => http.get<List<FoundCustomer>>('/customers', { q }),
		/** Logged too. */
		customerLog: (id: string, query: { before?: string } = {}) => http.get<List<AccessLogRow>>(`/customers/${id}/access-log`, query),
		invite: (id: string) => http.post<{ invitation: string }>(`/people/${id}/invitation`)
	};
}

export type AdminApi = ReturnType<typeof createAdminApi>;
