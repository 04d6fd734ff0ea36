import { createContext } from 'svelte';
import type { Api } from '$core/api';
import type { Polling } from '$core/polling';
import type { Seen } from '$core/seen';
import type { Live } from '$core/socket';
import type { Thread } from '$core/thread.svelte';
import { idOf, type Counts, type Me, type Offer, type PersonalData, type Ticket, type Topic } from '$core/types';
import { Inbox } from './inbox.svelte';
import { TicketList } from './ticket-list.svelte';
import { sameQuery, type ListQuery } from './views';

const tickMs = 15_000;
const settleMs = 250;
/** Lists are asked for at every third round where no socket gets through. */
const listRounds = 3;

/** What the ticket column lets others do: keys and palette put the cursor into its fields. */
export interface Pane {
	reply(): void;
	note(): void;
}

/** What is offered beside the tickets, above them: keys mean it like any other offer. */
export interface Extra {
	claim(): void;
	skip(): void;
}

/**
 * The workspace of one signed-in helper: the list on screen, the ticket on screen, counts,
 * notifications and presence, all kept true by the live connection. Made by the layout; stop() ends it.
 */
export class Desk {
	counts = $state.raw<Counts>({ offers: 0, mine: 0, queue: 0, unread: 0, flagged: 0 });
	topics = $state.raw<Topic[]>([]);
	available = $state(false);
	/** The end of an absence: until then nothing is offered, whatever the switch says. */
	private absentUntil = $state<string | null>(null);
	/** A clock that ticks slowly, so that all waiting times agree. */
	now = $state(Date.now());
	list = $state.raw<TicketList | null>(null);
	thread = $state.raw<Thread | null>(null);
	pane = $state.raw<Pane | null>(null);
	extra = $state.raw<Extra | null>(null);
	/** Offers that we are answering right now. */
	readonly answering = new Set<number>();
	readonly inbox: Inbox;

	private cleanups: (() => void)[] = [];
	private countsTimer?: ReturnType<typeof setTimeout>;
	private offersTimer?: ReturnType<typeof setTimeout>;
	private readonly opened = new Map<number, PersonalData>();

	readonly api: Api;
	private readonly live: Live;
	private readonly seen: Seen;
	private readonly polling: Polling;

	constructor(
		readonly me: Me,
		{ api, live, polling, seen }: { api: Api; live: Live; polling: Polling; seen: Seen }
	) {
		this.api = api;
		this.live = live;
		this.polling = polling;
		this.seen = seen;
		this.available = me.available;
		this.absentUntil = me.away_until ?? null;
		this.inbox = new Inbox(api, seen);
	}

	start(): void {
		const ticking = setInterval(() => (this.now = Date.now()), tickMs);
		this.cleanups = [
			() => clearInterval(ticking),
			this.live.on('ticket', ({ ticket }) => (this.list?.take(this.named(ticket)), this.countSoon())),
			this.live.on('offer', (offer) => this.offered(offer)),
			this.live.on('offer_gone', ({ ticket, reason }) => (this.offerGone(ticket, reason), this.countSoon())),
			this.live.on('notification', ({ notification }) => (this.inbox.take(notification), notification.kind === 'back' && this.isBack(), this.countSoon())),
			this.live.on('presence', (frame) => idOf(frame.person) === this.me.id && ((this.available = frame.available), (this.absentUntil = frame.away_until ?? null))),
			this.live.on('resync', () => this.refresh()),
			this.polling.add(() => this.ask(), listRounds),
			this.seen.onElsewhere((news) => ('ticket' in news ? (this.list?.seen(news.ticket, news.seq), this.countSoon()) : this.inbox.seenElsewhere(news.notices)))
		];
		void this.inbox.load();
		void this.count();
		void this.name();
	}

	/** The language has changed: everything that the server names is fetched again. */
	relabel(): void {
		void this.name();
		this.refresh();
	}

	stop(): void {
		this.cleanups.forEach((clean) => clean());
		clearTimeout(this.countsTimer);
		clearTimeout(this.offersTimer);
		this.list?.stop();
		this.opened.clear();
	}

	/** Puts a list on screen; the same list again stays as it is. */
	show(query: ListQuery): void {
		if (this.list && sameQuery(this.list.query, query)) return this.list.tidy();
		this.list?.stop();
		this.list = new TicketList(query, this.api, this.me.id, () => this.thread?.number ?? null);
		void this.list.load();
	}

	/** The switch holds at once and is repeated to the server after each reconnect. */
	setAvailable(on: boolean): void {
		this.available = on;
		this.live.setAvailable(on);
	}

	/** Until when one is absent, or null. */
	get awayUntil(): string | null {
		return this.absentUntil && Date.parse(this.absentUntil) > this.now ? this.absentUntil : null;
	}

	/** What one chose, and is not absent meanwhile: work comes. */
	get reachable(): boolean {
		return this.available && !this.awayUntil;
	}

	isBack(): void {
		this.absentUntil = null;
	}

	/** Takes what an act answered: the ticket on screen, its row and the counts change at once. */
	take(ticket: Ticket): void {
		if (this.thread?.number === ticket.number) this.thread.take(ticket);
		this.list?.take(ticket);
		this.countSoon();
	}

	refresh(): void {
		void this.list?.load();
		void this.inbox.load();
		void this.thread?.refresh();
		void this.count();
	}

	/** Like refresh, where no socket gets through; rejects where the server does not answer. */
	private async ask(): Promise<void> {
		await Promise.all([this.list?.load(), this.inbox.load(), this.count()]);
		const problem = this.list?.problem ?? this.inbox.problem;
		if (problem) throw problem;
	}

	/** Personal data opened in this visit, while it holds; never kept beyond the page. */
	personalOf(number: number): PersonalData | null {
		const data = this.opened.get(number);
		return data && Date.parse(data.until) > Date.now() ? data : null;
	}

	keepPersonal(number: number, data: PersonalData): void {
		this.opened.set(number, data);
	}

	/** An offer is over; that one we are answering ourselves ends is no news. */
	offerGone(number: number, reason: string): void {
		if (this.list?.query.view === 'offers' && !this.answering.has(number)) this.list.offerEnded(number, reason);
	}

	countSoon(): void {
		clearTimeout(this.countsTimer);
		this.countsTimer = setTimeout(() => void this.count(), settleMs);
	}

	/** Frames name a topic in the language of the account; this page may speak another. */
	private named(ticket: Ticket): Ticket {
		return { ...ticket, topic_name: this.topics.find((topic) => topic.id === ticket.topic)?.name ?? ticket.topic_name };
	}

	/** After each connection everything that is offered is told again. */
	private offered({ ticket, subject, excerpt }: Offer): void {
		// Told again with other words where a text in it was hidden.
		if (!this.list?.items.some((t) => t.number === ticket && t.subject === subject && t.excerpt === excerpt)) this.offersSoon();
		this.countSoon();
	}

	private offersSoon(): void {
		clearTimeout(this.offersTimer);
		this.offersTimer = setTimeout(() => this.list?.query.view === 'offers' && void this.list.load(), settleMs);
	}

	private async name(): Promise<void> {
		try {
			this.topics = (await this.api.topics()).items;
		} catch {
			// The filter offers no topics until the next visit.
		}
	}

	private async count(): Promise<void> {
		try {
			this.counts = await this.api.counts();
		} catch {
			// The numbers beside the views stay as they were; the next change asks again.
		}
	}
}

export const [useDesk, setDesk] = createContext<Desk>();
