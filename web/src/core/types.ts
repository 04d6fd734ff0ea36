import type { components } from './schema';

/**
 * The shapes of the API as the front end reads them: those of the server's OpenAPI document
 * (schema.d.ts, written by `npm run api-types`), narrowed where its words are a fixed set.
 */
type Schemas = components['schemas'];

/** The server's shape with some members narrowed; a member that the server does not have does not compile. */
type Narrow<S extends keyof Schemas, To extends Partial<Record<keyof Schemas[S], unknown>>> = Omit<Schemas[S], keyof To> & To;

export type Role = 'customer' | 'expert' | 'staff' | 'admin' | 'system';
export type Locale = 'en' | 'de' | 'da' | 'pl' | 'hu';
export type Tier = 'expert' | 'staff';
export type TicketState = 'open' | 'waiting' | 'resolved' | 'closed';
export type TicketView = 'mine' | 'offers' | 'queue' | 'flagged' | 'all';
export type Policy = 'experts_first' | 'staff_only';
export type EntryKind = 'message' | 'note' | 'event';
export type Audience = 'everyone' | 'helpers' | 'staff';
export type EscalationReason = 'personal_data' | 'customer_asked' | 'stuck' | 'other';
export type HandoverPart = 'asked' | 'tried' | 'left';
/** What whoever has a ticket next must know. */
export type Handover = Record<HandoverPart, string>;

/** What a viewer may do with a ticket now; the server decides and lists it in `ticket.may`. */
export type Act =
	| 'post'
	| 'note'
	| 'claim'
	| 'skip'
	| 'release'
	| 'escalate'
	| 'handback'
	| 'assign'
	| 'resolve'
	| 'reopen'
	| 'rate'
	| 'personal'
	| 'leak'
	| 'hide'
	| 'release_held'
	| 'drop_held'
	| 'describe';

export type PersonRef = Schemas['Face'];

export interface List<T> {
	items: T[];
	next: string | null;
}

export type Organisation = Narrow<'Organisation', { languages: Locale[]; default_language: Locale }>;

/** A topic as everybody sees it. */
export type Topic = Pick<Schemas['Topic'], 'id' | 'name' | 'description' | 'policy' | 'form'>;
/** What a topic asks its customers, and what one of them has filled in. */
export type AskedField = Schemas['AskedField'];
export type FilledField = Schemas['FilledField'];

/** A topic as an admin sees and edits it. */
export type TopicSettings = Required<Narrow<'Topic', { names: Partial<Record<Locale, string>>; descriptions: Partial<Record<Locale, string>>; team: string | null; expert_languages: string[]; form_fields: FormField[]; form_rules: FormRule[] }>>;
/** A field of a topic's form in all its languages. */
export type FormField = Narrow<'FormField', { labels: Partial<Record<Locale, string>>; hints?: Partial<Record<Locale, string>>; options?: FieldOption[] }>;
export type FieldOption = Narrow<'FieldOption', { labels: Partial<Record<Locale, string>> }>;
/** A field of the form that chooses another policy. */
export type FormRule = Narrow<'FormRule', { policy: Policy }>;
/** What was learned of a topic's past tickets. */
export type Experience = Schemas['Experience'];
export type RoutingDecision = Schemas['RoutingDecision'];
export type Simulation = Schemas['Simulation'];
export type SimulationInput = Schemas['PostSimulationInputBody'];
export type PolicyChange = Schemas['PolicyChange'];

export type NamedPerson = Schemas['NamedPerson'];
export type PersonalContact = Schemas['PersonalContact'];
export type Regular = Schemas['Regular'];
export type Absence = Schemas['Absence'];
export type AbsenceInput = Schemas['PostAbsenceInputBody'];
export type ContinuityRow = Schemas['Continuity'];

export type Team = Schemas['Team'];
export type Visitor = Schemas['Visitor'];
export type Session = Narrow<'Session', { role: Role; languages: Locale[]; locale: Locale | null }>;
export type Me = Narrow<'Me', { role: Role; languages: Locale[]; locale: Locale | null }>;
export type Profile = Schemas['OwnProfile'];
export type AccessLogRow = Narrow<'Access', { by: { name: string; role: 'staff' | 'admin' } }>;
export type PrivacySettings = Schemas['Privacy'];
export type FoundCustomer = Schemas['FoundCustomer'];
export type ExportState = Schemas['Export'];
export type Erasure = Schemas['Erasure'];
/** Who somebody is, shown anew: the password, or without one their word. */
export type Proof = Schemas['Confirmation'];
export type RightsPolicy = Schemas['RightsPolicy'];
export type RetentionRun = Schemas['RetentionRun'];
export type Counts = Schemas['Counts'];
export type Money = Schemas['Money'];
export type Balance = Schemas['Balance'];
export type Earnings = Schemas['Earnings'];
export type EarnedMonth = Schemas['EarnedMonth'];
export type Statement = Schemas['Statement'];
export type Payee = Schemas['Payee'];
export type Earner = Schemas['Earner'];
export type RewardPolicy = Schemas['RewardPolicy'];
export type Rate = Schemas['Rate'];
export type DueRewards = Schemas['DueRewards'];
export type Payout = Schemas['Payout'];
export type HelperProfile = Schemas['HelperProfile'];
export type OwnRating = Schemas['OwnRating'];
export type Contest = Schemas['Contest'];
export type Rating = Narrow<'Rating', { handler: PersonRef | null; comment: string | null }>;
export type Hand = Schemas['Hand'];
export type ReadMark = Narrow<'ReadMark', { role: Role }>;

/** A ticket. In lists `may` is empty except for offers, and hands, reads and personal_until are absent: ask for the one ticket. */
export type Ticket = Narrow<
	'Ticket',
	{
		assignee: PersonRef | null;
		last_author: { role: Role; name: string } | null;
		language: Locale | null;
		rating: Rating | null;
		excerpt: string | null;
		grant?: Schemas['Ticket']['grant'];
		may: Act[];
		reads?: ReadMark[];
	}
>;

/** A ticket as lists and frames carry it. */
export type TicketRow = Omit<Ticket, 'may'> & { may?: Act[] };

export function ofRow(row: TicketRow): Ticket {
	return { ...row, may: row.may ?? [] };
}

export type Attachment = Schemas['Attachment'];

/** What an entry says besides its text; which members there are depends on the event. */
export interface EntryData {
	event?: string;
	/** Of a note: written for whoever takes over. */
	handover?: boolean;
	/** Of a hand-over note: the names of its parts. */
	parts?: HandoverPart[];
	reason?: string;
	stars?: number;
	tags?: string[];
	to?: PersonRef;
	/** The entry that this one speaks of; of an `amended` event the one to change. */
	entry?: string;
	/** Of an `amended` event: the entry's new text. Absent where our own words stay as they are. */
	text?: string;
	/** Of a note: an answer that waits for staff, and why. */
	held?: string[];
	/** Files that go with it; of `describe_asked` the one that is asked about. Names are there for the customer. */
	attachments?: Attachment[];
}

export type Entry = Narrow<'Entry', { data: EntryData | null }>;
export type Flag = Schemas['Flag'];
export type Masked = Schemas['Preview'];
export type Span = Schemas['Span'];
export type MaskRule = Schemas['MaskRule'];
export type MaskRules = Schemas['MaskRules'];
export type PersonalData = Schemas['Personal'];
export type Notification = Schemas['Notification'];
export type Person = Narrow<'Person', { role: Role; languages: Locale[] }>;

export interface Offer {
	ticket: number;
	topic: string;
	topic_name: string;
	subject: string;
	excerpt: string;
	language: Locale | null;
	expires_at: string;
}

/** Frames of /api/v1/live that the server sends. */
export type ServerFrame =
	| { type: 'hello'; epoch: string; person: PersonRef; heartbeat_seconds: number }
	| { type: 'entry'; ticket: number; entry: Entry }
	| { type: 'watching'; ticket: number; head: number }
	| { type: 'ack'; id: string; ticket: number; seq: number }
	| { type: 'presence'; person: string | PersonRef; available: boolean; away_until?: string }
	| { type: 'typing'; ticket: number; person: PersonRef }
	| { type: 'viewing'; ticket: number; person: PersonRef; seconds: number }
	| { type: 'read'; ticket: number; person: string | PersonRef; role: Role; seq: number }
	/** We have read up to there on another device. */
	| { type: 'seen'; ticket: number; seq: number }
	| { type: 'unwatched'; ticket: number; reason: string }
	| ({ type: 'offer' } & Offer)
	| { type: 'offer_gone'; ticket: number; reason: string }
	| { type: 'ticket'; ticket: Ticket }
	| { type: 'notification'; notification: Notification }
	| { type: 'resync' }
	| { type: 'pong' }
	/** The desk answers slowly, or does so no longer. */
	| { type: 'state'; slow: boolean }
	/** `retry_after`: seconds to wait before that post is worth another try. */
	| { type: 'error'; code: string; message: string; id?: string; ticket?: number; retry_after?: number; errors?: { field: string; message: string }[] };

/** Some frames name a person by id, some with role and name. */
export function idOf(person: string | { id: string }): string {
	return typeof person === 'string' ? person : person.id;
}

/** Frames that a client sends. */
export type ClientFrame =
	| { type: 'auth'; token: string }
	| { type: 'watch'; ticket: number; after: number }
	| { type: 'unwatch'; ticket: number }
	| { type: 'post'; id: string; ticket: number; kind: 'message' | 'note'; text: string; audience?: 'helpers' | 'staff'; insist?: boolean; attachments?: string[] }
	| { type: 'act'; id: string; ticket: number; act: Act | 'rating'; [field: string]: unknown }
	| { type: 'available'; on: boolean }
	| { type: 'typing'; ticket: number }
	| { type: 'read'; ticket: number; seq: number }
	| { type: 'ping' };

/** The longest text of one message, in characters; the server refuses more. */
export const maxText = 32_000;
