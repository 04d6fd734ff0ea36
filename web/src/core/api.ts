import type { Http } from './http';
import { createMaskingApi } from './masking-api';
import type {
	AccessLogRow,
	Counts,
	Entry,
	Erasure,
	EscalationReason,
	ExportState,
	Handover,
	List,
	Locale,
	Masked,
	MaskRule,
	Me,
	Notification,
	Organisation,
	Person,
	PersonalData,
	Profile,
	Proof,
	RoutingDecision,
	Session,
	Span,
	Ticket,
	TicketRow,
	TicketState,
	TicketView,
	Topic,
	Visitor
} from './types';
import { ofRow } from './types';

export interface TicketQuery {
	view?: TicketView;
	state?: TicketState | 'active';
	topic?: string;
	q?: string;
	before?: string | null;
	limit?: number;
}

export interface NewTicket {
	id: string;
	topic: string;
	text: string;
	subject?: string;
	fields?: Record<string, string>;
	channel?: string;
	language?: Locale;
	attachments?: string[];
}

export interface NewEntry {
	id: string;
	kind: 'message' | 'note';
	text: string;
	audience?: 'helpers' | 'staff';
	insist?: boolean;
	attachments?: string[];
}

export interface RatingInput {
	id?: string;
	stars: number;
	tags: string[];
	comment?: string;
}

/** The calls of somebody who asks, with or without an account: all that the widget needs. */
export function createVisitApi(http: Http) {
	return {
		organisation: () => http.get<Organisation>('/organisation'),
		topics: (locale?: Locale) => http.get<List<Topic>>('/topics', { locale }),

		visit: (body: { name?: string; email?: string; locale?: Locale }) => http.post<Visitor>('/visitors', body),
		register: (body: { email: string; password: string; name?: string }) => http.post<Session>('/customers', body),
		signIn: (body: { email: string; password: string }) => http.post<Session>('/sessions', body),
		signOut: () => http.delete('/sessions/current'),
		me: () => http.get<Me>('/me'),

		openTicket: (ticket: NewTicket) => http.post<Ticket>('/tickets', ticket),
		tickets: async (query: TicketQuery = {}, signal?: AbortSignal) => {
			const list = await http.get<List<TicketRow>>('/tickets', { ...query }, signal);
			return { ...list, items: list.items.map(ofRow) };
		},
		ticket: (number: number, signal?: AbortSignal) => http.get<Ticket>(`/tickets/${number}`, undefined, signal),
		entries: (number: number, query: { after?: number; limit?: number } = {}, signal?: AbortSignal) =>
			http.get<List<Entry>>(`/tickets/${number}/entries`, query, signal),
		postEntry: (number: number, entry: NewEntry, signal?: AbortSignal) => http.post<Entry>(`/tickets/${number}/entries`, entry, signal),
		escalate: (number: number, reason: EscalationReason, note?: string | Handover) =>
			http.post<Ticket>(`/tickets/${number}/escalate`, typeof note === 'object' ? { reason, handover: note } : { reason, note }),
		rate: (number: number, rating: RatingInput) => http.post<Ticket>(`/tickets/${number}/rating`, rating)
	};
}

/** The calls that customers, experts and staff make; what only admins call is in admin-api.ts. */
export function createApi(http: Http) {
	const act = (number: number, name: string, body: object = {}) => http.post<Ticket>(`/tickets/${number}/${name}`, body);
	return {
		...createVisitApi(http),
		...createMaskingApi(http),
		setUpInfo: (token: string) => http.get<{ role: string; name: string; email: string | null }>('/set-up', { token }),
		setUp: (body: { token: string; email?: string; name?: string; password: string }) => http.post<Session>('/set-up', body),

		changeMe: (body: { locale?: Locale; languages?: Locale[]; name?: string; tell_looks?: boolean }) => http.patch<Me>('/me', body),
		profile: () => http.get<Profile>('/me/profile'),
		saveProfile: (profile: Profile) => http.put<Profile>('/me/profile', profile),
		accessLog: (query: { before?: string; limit?: number } = {}) => http.get<List<AccessLogRow>>('/me/access-log', query),
		exportState: () => http.get<ExportState>('/me/export'),
		askExport: (proof: Proof) => http.post<ExportState>('/me/export', proof),
		/** Shows anew who we are; holds for ten minutes. */
		confirm: (proof: Proof) => http.post<void>('/me/confirm', proof),
		askErasure: (proof: Proof) => http.post<Erasure>('/me/erasure', proof),
		undoErasure: () => http.delete('/me/erasure'),
		/** For a customer who asks in person; needs a reason. */
		eraseCustomer: (id: string, reason: string) => http.post<Erasure>(`/customers/${id}/erasure`, { reason }),
		keepCustomer: (id: string) => http.delete(`/customers/${id}/erasure`),
		counts: () => http.get<Counts>('/me/counts'),

		claim: (number: number) => act(number, 'claim'),
		skip: (number: number) => act(number, 'skip'),
		release: (number: number, note?: string) => act(number, 'release', { note }),
		handBack: (number: number, note: string) => act(number, 'handback', { note }),
		/** Without a person: to oneself. Taking it from a colleague has to be meant: `takeOver`. */
		assign: (number: number, person?: string, takeOver?: boolean) => act(number, 'assign', { person, take_over: takeOver }),
		resolve: (number: number) => act(number, 'resolve'),
		reopen: (number: number) => act(number, 'reopen'),
		/** Asks staff what a file shows, on behalf of an expert. */
		describe: (number: number, attachment: string) => act(number, 'describe', { attachment }),
		/** Why a ticket went where it went. */
		routing: (number: number) => http.get<List<RoutingDecision>>(`/tickets/${number}/routing`),
		/** Opens the customer's personal data: logged, and shown to the customer. */
		personal: (number: number, reason?: string) => http.post<PersonalData>(`/tickets/${number}/personal`, { reason }),
		/** What is open to us already; nothing is logged for it. */
		openedPersonal: (number: number) => http.get<PersonalData>(`/tickets/${number}/personal`),

		/** Chooses what is hidden of an entry's original beside what the rules find. */
		hide: (number: number, entry: string, spans: Span[]) => act(number, 'hide', { entry, spans }),
		releaseHeld: (number: number, entry: string) => act(number, 'release_held', { entry }),
		dropHeld: (number: number, entry: string, note?: string) => act(number, 'drop_held', { entry, note }),

		addMaskRule: (rule: { id: string; name: string; kind: string; pattern: string; examples: string[] }) => http.post<MaskRule>('/mask-rules', rule),
		tryMaskRule: (rule: { kind: string; pattern: string; text: string }, signal?: AbortSignal) => http.post<Masked>('/mask-rules/try', rule, signal),
		proposeMaskRule: (value: string) => http.post<{ pattern: string }>('/mask-rules/proposal', { value }),

		notifications: () => http.get<List<Notification> & { unread: number }>('/notifications'),
		readNotifications: (upto: number) => http.post<void>('/notifications/read', { upto }),
		/** Staff get their colleagues only. */
		people: (query: { role?: string; q?: string; before?: string | null } = {}) => http.get<List<Person>>('/people', query)
	};
}

export type VisitApi = ReturnType<typeof createVisitApi>;
export type Api = ReturnType<typeof createApi>;
