import { api, live, polling, seen } from '$core/app';
import type { TicketQuery } from '$core/api';
import { asProblem, type Problem } from '$core/http';
import type { Ticket } from '$core/types';

/** Where no socket gets through: at every third round. */
const listRounds = 3;

/** The customer's own requests, newest first, kept up to date while they are on screen. */
export class Requests {
	items = $state.raw<Ticket[]>([]);
	next = $state<string | null>(null);
	loading = $state(true);
	loadingMore = $state(false);
	problem = $state.raw<Problem | null>(null);
	private turn = 0;

	constructor(private readonly query: () => TicketQuery = () => ({})) {}

	load = async (): Promise<void> => {
		const turn = ++this.turn;
		this.loading = true;
		try {
			const list = await api.tickets({ view: 'mine', ...this.query() });
			if (turn !== this.turn) return;
			this.items = list.items;
			this.next = list.next;
			this.problem = null;
		} catch (cause) {
			if (turn === this.turn) this.problem = asProblem(cause);
		}
		if (turn === this.turn) this.loading = false;
	};

	more = async (): Promise<void> => {
		if (!this.next || this.loadingMore) return;
		const turn = this.turn;
		this.loadingMore = true;
		try {
			const list = await api.tickets({ view: 'mine', ...this.query(), before: this.next });
			if (turn !== this.turn) return;
			this.items = [...this.items, ...list.items.filter((item) => !this.items.some((known) => known.number === item.number))];
			this.next = list.next;
		} finally {
			this.loadingMore = false;
		}
	};

	private saw(number: number, seq: number): void {
		this.items = this.items.map((item) => (item.number === number && item.head <= seq ? { ...item, unread: false } : item));
	}

	private async ask(): Promise<void> {
		await this.load();
		if (this.problem) throw this.problem;
	}

	/** Follows changes until the returned function is called. Coming back to the page asks again. */
	follow(): () => void {
		const off = [
			live.on('ticket', (frame) => (this.items = this.items.map((item) => (item.number === frame.ticket.number ? { ...item, ...frame.ticket } : item)))),
			live.on('notification', () => void this.load()),
			live.on('resync', () => void this.load()),
			polling.add(() => this.ask(), listRounds),
			seen.onElsewhere((news) => 'ticket' in news && this.saw(news.ticket, news.seq))
		];
		const back = () => document.visibilityState === 'visible' && void this.load();
		document.addEventListener('visibilitychange', back);
		return () => {
			off.forEach((end) => end());
			document.removeEventListener('visibilitychange', back);
		};
	}
}
