import type { Api, TicketQuery } from '$core/api';
import type { Problem } from '$core/http';
import { asProblem } from '$core/thread.svelte';
import type { List, Ticket } from '$core/types';
import { updated } from '$core/updated';
import type { ListQuery } from './views';

const pageSize = 30;
const mostAtOnce = 100;
const endedShownMs = 4_000;

/** One list of tickets: pages by cursor, kept true by what comes live. */
export class TicketList {
	items = $state.raw<Ticket[]>([]);
	next = $state.raw<string | null>(null);
	loading = $state(true);
	loadingMore = $state(false);
	problem = $state.raw<Problem | null>(null);
	/** Offers that have just ended, with the reason; they stay for a moment so that nothing vanishes under the pointer. */
	gone = $state.raw<ReadonlyMap<number, string>>(new Map());

	private asked?: AbortController;
	private readonly leaving = new Map<number, ReturnType<typeof setTimeout>>();

	constructor(
		readonly query: ListQuery,
		private readonly api: Pick<Api, 'tickets'>,
		private readonly viewer: string,
		/** The ticket on screen: its row stays even where it no longer belongs here. */
		private readonly onScreen: () => number | null = () => null
	) {}

	/** Fetches as much as was shown before. What is on screen stays until the answer is there. */
	async load(): Promise<void> {
		this.asked?.abort();
		const asked = (this.asked = new AbortController());
		this.loading = this.items.length === 0;
		this.problem = null;
		try {
			const page = await this.api.tickets({ ...this.filter(), limit: Math.min(mostAtOnce, Math.max(pageSize, this.items.length)) }, asked.signal);
			if (this.asked !== asked) return;
			this.items = this.query.view === 'offers' ? this.withEnded(page) : page.items;
			this.next = page.next;
		} catch (cause) {
			if (!asked.signal.aborted) this.problem = asProblem(cause);
		} finally {
			if (this.asked === asked) this.loading = false;
		}
	}

	async loadMore(): Promise<void> {
		if (!this.next || this.loadingMore) return;
		this.loadingMore = true;
		try {
			const page = await this.api.tickets({ ...this.filter(), before: this.next, limit: pageSize });
			const have = new Set(this.items.map((t) => t.number));
			this.items = [...this.items, ...page.items.filter((t) => !have.has(t.number))];
			this.next = page.next;
		} finally {
			this.loadingMore = false;
		}
	}

	/** Takes a changed ticket: replaces its row, adds it where it now belongs, drops it where it no longer does. */
	take(ticket: Ticket): void {
		const here = this.items.some((t) => t.number === ticket.number);
		if (here && !this.belongs(ticket) && this.onScreen() !== ticket.number) return this.remove(ticket.number);
		if (here) this.items = this.items.map((t) => (t.number === ticket.number ? this.row(t, ticket) : t));
		else if (this.belongs(ticket) && !this.query.q && this.query.view !== 'offers') this.insert(ticket);
	}

	/** Another tab has read a ticket up to this number. */
	seen(number: number, seq: number): void {
		this.items = this.items.map((t) => (t.number === number && t.unread && t.head <= seq ? { ...t, unread: false } : t));
	}

	remove(number: number): void {
		clearTimeout(this.leaving.get(number));
		this.leaving.delete(number);
		this.items = this.items.filter((t) => t.number !== number);
		this.gone = new Map([...this.gone].filter(([n]) => n !== number));
	}

	/** Drops rows that were kept only because their ticket was on screen. */
	tidy(): void {
		const kept = this.items.filter((t) => this.belongs(t) || t.number === this.onScreen());
		if (kept.length !== this.items.length) this.items = kept;
	}

	/** Says that an offer is over, and takes its card away a moment later. */
	offerEnded(number: number, reason: string): void {
		if (this.gone.has(number) || !this.items.some((t) => t.number === number)) return;
		this.gone = new Map([...this.gone, [number, reason]]);
		this.leaving.set(number, setTimeout(() => this.remove(number), endedShownMs));
	}

	stop(): void {
		this.asked?.abort();
		this.asked = undefined;
		this.leaving.forEach((timer) => clearTimeout(timer));
		this.leaving.clear();
	}

	/** Offers that are no longer among the fetched ones have ended: their cards stay as long as it takes to read that. */
	private withEnded(page: List<Ticket>): Ticket[] {
		const last = page.next ? (page.items.at(-1)?.number ?? 0) : 0;
		const missing = this.items.filter((t) => t.number > last && !page.items.some((o) => o.number === t.number));
		for (const { number } of missing) this.offerEnded(number, 'ended');
		return [...page.items, ...missing].sort((a, b) => b.number - a.number);
	}

	/** A subject that is readable because personal data is open stays masked in the list, which others may see over one's shoulder. */
	private row(known: Ticket, change: Ticket): Ticket {
		const row = updated(known, change, this.onScreen() === known.number);
		return change.personal_until ? { ...row, subject: known.subject } : row;
	}

	private filter(): TicketQuery {
		const { view, state, topic, q } = this.query;
		return { view, state: (state || undefined) as TicketQuery['state'], topic: topic || undefined, q: q || undefined };
	}

	private belongs(ticket: Ticket): boolean {
		const { view, state, topic } = this.query;
		if (topic && ticket.topic !== topic) return false;
		const active = ticket.state === 'open' || ticket.state === 'waiting';
		if (view === 'offers') return ticket.grant === 'offered';
		if (view === 'queue') return active && ticket.tier === 'staff' && ticket.assignee === null;
		if (view === 'mine' && ticket.assignee?.id !== this.viewer) return false;
		if (state === 'active' || (state === '' && view === 'mine')) return active;
		return state === '' || ticket.state === state;
	}

	/** The queue goes by who has waited longest, everything else by number, newest first. */
	private insert(ticket: Ticket): void {
		if (this.query.view === 'queue') {
			if (!this.next) this.items = [...this.items, ticket];
			return;
		}
		const at = this.items.findIndex((t) => t.number < ticket.number);
		if (at >= 0) this.items = this.items.toSpliced(at, 0, ticket);
		else if (!this.next) this.items = [...this.items, ticket];
	}
}
