import type { VisitApi } from './api';
import { mergeEntries } from './entries';
import { asProblem, type Problem } from './http';
import type { OutgoingFile } from './files';
import type { Outbox, Outgoing } from './outbox';
import type { Polling } from './polling';
import type { Seen } from './seen';
import type { Live } from './socket';
import { Store } from './store';
import { idOf, type Entry, type PersonalData, type PersonRef, type Role, type Ticket } from './types';
import { updated } from './updated';
import { uuid7 } from './uuid7';

/**
 * One open ticket: its log in order, what is on its way, who writes, who has read how far. Load it, show
 * it, dispose it.
 */

export interface Viewer {
	id: string;
	role: Role;
}

export type DeliveryState = 'sending' | 'delivered' | 'seen' | 'failed';

export interface ThreadParts {
	api: VisitApi;
	live: Live;
	outbox: Outbox;
	polling: Polling;
	/** Tells the other tabs what is read here. */
	seen: Pick<Seen, 'ticket'>;
	viewer: Viewer;
}

const pageSize = 60;
const typingShownMs = 5_000;

export class Thread extends Store {
	ticket: Ticket | null = null;
	entries: Entry[] = [];
	pending: Outgoing[] = [];
	writing: PersonRef[] = [];
	/** How far each person has read, in numbers of our own stream. */
	reads: Record<string, { role: Role; seq: number }> = {};
	personal: PersonalData | null = null;
	loading = true;
	loadingOlder = false;
	problem: Problem | null = null;
	/** Set when delivery ended, for example because another expert holds the ticket now. */
	ended: string | null = null;

	#cleanups: (() => void)[] = [];
	#disposed = false;
	#readUpTo = 0;
	#asked = 0;
	readonly #acked = new Set<string>();
	#refreshTimer?: ReturnType<typeof setTimeout>;
	readonly #typingTimers = new Map<string, ReturnType<typeof setTimeout>>();

	readonly #parts: ThreadParts;

	constructor(
		readonly number: number,
		parts: ThreadParts
	) {
		super();
		this.#parts = parts;
		this.pending = parts.outbox.pending(number);
		this.#cleanups.push(
			parts.outbox.onChange((change) => {
				if (change.item.ticket !== number) return;
				// An acknowledged message stays on screen until its entry arrives.
				if (change.type === 'sent') this.#sent(change.item, change.seq);
				else this.#set({ pending: [...this.pending.filter((p) => this.#acked.has(p.id)), ...parts.outbox.pending(number)] });
			})
		);
		this.#cleanups.push(parts.polling.add(async () => this.loading || (await this.#ask())));
		this.#cleanups.push(parts.live.on('seen', (frame) => frame.ticket === number && this.#sawElsewhere(frame.seq)));
		this.#cleanups.push(
			parts.live.on('ticket', (frame) => {
				if (frame.ticket.number === number && this.ticket) this.#set({ ticket: { ...updated(this.ticket, frame.ticket), may: this.ticket.may, unread: frame.ticket.unread && frame.ticket.head > this.#readUpTo } });
			})
		);
	}

	get viewer(): Viewer {
		return this.#parts.viewer;
	}

	get hasOlder(): boolean {
		return (this.entries[0]?.seq ?? 1) > 1;
	}

	/** Loads the ticket and the end of its log, then follows it live. */
	async load(): Promise<void> {
		this.#set({ loading: true, problem: null });
		try {
			this.take(await this.#parts.api.ticket(this.number));
			const { head } = this.ticket!;
			const after = Math.max(0, head - pageSize);
			const { items } = await this.#parts.api.entries(this.number, { after, limit: 200 });
			if (this.#disposed) return;
			this.#merge(items);
			const last = this.entries.at(-1)?.seq ?? after;
			if (last > head) void this.refresh(); // something happened between the two answers
			this.#follow(last);
		} catch (cause) {
			this.#set({ problem: asProblem(cause) });
		} finally {
			this.#set({ loading: false });
		}
	}

	async loadOlder(): Promise<void> {
		const first = this.entries[0]?.seq ?? 1;
		if (first <= 1 || this.loadingOlder) return;
		this.#set({ loadingOlder: true });
		try {
			const after = Math.max(0, first - 1 - pageSize);
			const { items } = await this.#parts.api.entries(this.number, { after, limit: first - 1 - after });
			this.#merge(items);
		} catch {
			// The button stays; the person may press it again.
		} finally {
			this.#set({ loadingOlder: false });
		}
	}

	/** Keeps and sends a message or note; it shows at once. */
	async send(text: string, options: { kind?: 'message' | 'note'; audience?: 'helpers' | 'staff'; files?: OutgoingFile[] } = {}): Promise<void> {
		await this.#parts.outbox.add({ id: uuid7(), ticket: this.number, kind: 'message', text, ...options });
	}

	/** Takes back what could not be sent; answers its text, to be written anew. */
	async takeBack(id: string): Promise<string> {
		return (await this.#parts.outbox.discard(id))?.text ?? '';
	}

	/** Sends what was thought risky all the same; staff look at it first. */
	insist(id: string): Promise<void> {
		return this.#parts.outbox.insist(id);
	}

	typing(): void {
		this.#parts.live.typing(this.number);
	}

	/** Tells the others that we have seen everything there is. */
	markRead(): void {
		const last = this.entries.at(-1)?.seq ?? 0;
		if (last <= this.#readUpTo || this.ended) return;
		this.#readUpTo = last;
		this.#parts.live.read(this.number, last);
		this.#parts.seen.ticket(this.number, last);
		if (this.ticket?.unread) this.#set({ ticket: { ...this.ticket, unread: false } });
	}

	/** Shows something else than what came from the log: personal data that was opened (personal.ts). */
	show(change: Partial<Pick<Thread, 'personal' | 'entries'>>): void {
		this.#set(change);
	}

	/** Takes what an act answered, so that buttons change at once. */
	take(ticket: Ticket): void {
		this.#set({ ticket });
		for (const mark of ticket.reads ?? []) this.#mark(idOf(mark.person), mark.role, mark.seq);
	}

	/** Of answers that overtake each other the one that was asked for last counts. */
	async refresh(): Promise<void> {
		const asked = ++this.#asked;
		try {
			const ticket = await this.#parts.api.ticket(this.number);
			if (asked === this.#asked) this.take(ticket);
		} catch {
			// What we have stays on screen; the next event asks again.
		}
	}

	deliveryOf(entry: Entry): DeliveryState {
		const fromCustomer = this.viewer.role === 'customer';
		const seen = Object.entries(this.reads).some(([id, r]) => id !== this.viewer.id && (r.role === 'customer') !== fromCustomer && r.seq >= entry.seq);
		return seen ? 'seen' : 'delivered';
	}

	dispose(): void {
		this.#disposed = true;
		this.#cleanups.forEach((clean) => clean());
		this.#cleanups = [];
		clearTimeout(this.#refreshTimer);
		this.#typingTimers.forEach((timer) => clearTimeout(timer));
	}

	#set(change: Partial<Pick<Thread, 'ticket' | 'entries' | 'pending' | 'writing' | 'reads' | 'personal' | 'loading' | 'loadingOlder' | 'problem' | 'ended'>>): void {
		Object.assign(this, change);
		this.changed();
	}

	#follow(after: number): void {
		this.#cleanups.push(
			this.#parts.live.watch(this.number, after, {
				entry: (entry) => this.#merge([entry]),
				reset: () => this.#reset(),
				unwatched: (reason) => this.#end(reason),
				typing: (person) => this.#someoneTypes(person as PersonRef),
				viewing: (person, seconds) => this.viewed(person as PersonRef, seconds),
				read: (mark) => this.#mark(mark.person, mark.role as Role, mark.seq)
			})
		);
	}

	#merge(added: Entry[]): void {
		this.#set({ entries: mergeEntries(this.entries, added) });
		for (const entry of added) this.#settle(entry);
		if (added.some((e) => e.kind === 'event' || e.data?.held) && this.ticket && !this.loading) this.#refreshSoon();
	}

	#settle(entry: Entry): void {
		this.#acked.delete(entry.id);
		this.#parts.outbox.arrived(entry.id, entry.seq);
		if (this.pending.some((p) => p.id === entry.id)) this.#set({ pending: this.pending.filter((p) => p.id !== entry.id) });
		if (entry.kind !== 'event') this.#stopsTyping(entry.author.id);
	}

	#sent(item: Outgoing, seq: number): void {
		const here = this.entries.some((e) => e.id === item.id);
		if (here || seq === 0) {
			this.#set({ pending: this.pending.filter((p) => p.id !== item.id) });
			return;
		}
		this.#acked.add(item.id);
		if (this.#parts.live.state !== 'open') void this.#ask().catch(() => undefined);
	}

	/** What came since; rejects where the server does not answer. */
	async #ask(): Promise<void> {
		const { items } = await this.#parts.api.entries(this.number, { after: this.entries.at(-1)?.seq ?? 0, limit: 200 });
		if (!this.#disposed && items.length) this.#merge(items);
	}

	#reset(): void {
		this.#set({ entries: [], reads: {} });
		this.#readUpTo = 0;
		void this.refresh();
	}

	#end(reason: string): void {
		this.#set({ ended: reason, writing: [] });
		void this.refresh();
	}

	/** Several events in a row ask the server once. */
	#refreshSoon(): void {
		clearTimeout(this.#refreshTimer);
		this.#refreshTimer = setTimeout(() => void this.refresh(), 150);
	}

	#mark(person: string, role: Role, seq: number): void {
		if ((this.reads[person]?.seq ?? 0) >= seq) return;
		this.#set({ reads: { ...this.reads, [person]: { role, seq } } });
	}

	/** Read in another tab or on another device. */
	#sawElsewhere(seq: number): void {
		this.#readUpTo = Math.max(this.#readUpTo, seq);
		if (this.ticket?.unread && seq >= this.ticket.head) this.#set({ ticket: { ...this.ticket, unread: false } });
	}

	/** Another helper has the ticket open; what shows them says more. */
	protected viewed(_person: PersonRef, _seconds: number): void {}

	#someoneTypes(person: PersonRef): void {
		if (person.id === this.viewer.id) return;
		clearTimeout(this.#typingTimers.get(person.id));
		this.#typingTimers.set(person.id, setTimeout(() => this.#stopsTyping(person.id), typingShownMs));
		if (!this.writing.some((p) => p.id === person.id)) this.#set({ writing: [...this.writing, person] });
	}

	#stopsTyping(id: string): void {
		if (this.writing.some((p) => p.id === id)) this.#set({ writing: this.writing.filter((p) => p.id !== id) });
	}
}
