import type { Outbox } from './outbox';
import type { Polling } from './polling';
import type { Live } from './socket';
import { Store } from './store';

/**
 * What there is to say about the connection. Trouble is mentioned only when it lasts, and what is
 * mentioned can be read to its end: nothing flickers.
 */

export type Notice =
	/** Connected, but the desk answers slowly. */
	| 'slow'
	/** No way to the desk. */
	| 'away'
	/** The device itself has no network. */
	| 'offline'
	/** No socket gets through; messages are fetched every few seconds. */
	| 'polling';

const patienceMs: Record<Notice, number> = { slow: 600, offline: 600, away: 2_000, polling: 600 };
const readableMs = 2_000;
/** A message that has no answer for so long, and the patience above: three seconds. */
const lateMs = 2_400;

export class Connection extends Store {
	notice: Notice | null = null;
	/** True while unsent messages would be lost with the page. */
	fleeting = false;

	readonly #live: Live;
	readonly #outbox: Outbox;
	readonly #polling: Polling;
	#serverSlow = false;
	#openSince = 0;
	/** What would be said if it lasts, and since when. */
	#cause: Notice | null = null;
	#causeSince = 0;
	#saidAt = 0;
	#timer?: ReturnType<typeof setTimeout>;

	constructor({ live, outbox, polling }: { live: Live; outbox: Outbox; polling: Polling }) {
		super();
		this.#live = live;
		this.#outbox = outbox;
		this.#polling = polling;
		const look = () => this.#look();
		live.onState(() => this.#moved());
		live.on('state', ({ slow }) => ((this.#serverSlow = slow), look()));
		outbox.onChange(look);
		polling.onChange(look);
		// A network that dies leaves the socket standing for a while; the browser knows at once.
		globalThis.addEventListener?.('offline', look);
		globalThis.addEventListener?.('online', look);
	}

	#moved(): void {
		this.#serverSlow = false;
		if (this.#live.state === 'open') this.#openSince = Date.now();
		this.#look();
	}

	#look(): void {
		this.#weigh();
		const now = Date.now();
		const cause = this.#find(now);
		if (cause !== this.#cause) [this.#cause, this.#causeSince] = [cause, now];
		clearTimeout(this.#timer);
		const due = this.#due(now);
		if (due <= now) this.#say(cause);
		else if (due < Infinity) this.#timer = setTimeout(() => this.#look(), due - now);
	}

	/** Something may be written after the notice has been given. */
	#weigh(): void {
		const fleeting = !this.#outbox.lasting && this.#outbox.unsent > 0;
		if (fleeting === this.fleeting) return;
		this.fleeting = fleeting;
		this.changed();
	}

	#find(now: number): Notice | null {
		const { state } = this.#live;
		if (state === 'off' || state === 'refused') return null;
		if (globalThis.navigator?.onLine === false) return 'offline';
		if (state !== 'open') return this.#polling.works ? 'polling' : 'away';
		return this.#serverSlow || now >= this.#lateAt() ? 'slow' : null;
	}

	/** When the oldest message on its way will have waited for too long. */
	#lateAt(): number {
		const since = this.#outbox.waitingSince;
		return since === undefined ? Infinity : Math.max(since, this.#openSince) + lateMs;
	}

	/** When to say what there is to say, or to look again. */
	#due(now: number): number {
		if (this.#cause === this.notice) return this.#cause === null && this.#live.state === 'open' ? this.#lateAt() : Infinity;
		const lasted = this.#cause ? this.#causeSince + patienceMs[this.#cause] : now;
		return this.notice ? Math.max(lasted, this.#saidAt + readableMs) : lasted;
	}

	#say(notice: Notice | null): void {
		if (notice === this.notice) return;
		this.notice = notice;
		this.#saidAt = Date.now();
		this.changed();
		this.#look();
	}
}
