import { asked, backoff } from './backoff';
import type { OutgoingFile } from './files';
import { asProblem, type Problem } from './http';
import { noTabs, type Tabs } from './tabs';

/**
 * Messages on their way. Each is kept (IndexedDB) before it is sent and removed when the
 * server has it, so that what was written offline survives the page and the browser. Per ticket they
 * leave in the order they were written; the id makes sending twice harmless. All tabs of a person share
 * what is kept: each shows it, one at a time sends it, and when that one is closed the next goes on.
 */

export interface Outgoing {
	id: string;
	/** Whose message it is: nobody else's session sends it. */
	person: string;
	ticket: number;
	kind: 'message' | 'note';
	text: string;
	audience?: 'helpers' | 'staff';
	/** Sent before the message, which waits for them. */
	files?: OutgoingFile[];
	at: string;
	/** Set where the server refused it for good: the code of the problem. It stays until it is taken back. */
	failed?: string;
	/** Why it was thought risky, where it was. */
	risks?: string[];
	/** The writer was warned of that and wants it looked at. */
	insist?: boolean;
}

export interface OutboxStore {
	/** False where what is kept ends with the page. */
	lasts(): Promise<boolean>;
	all(person: string): Promise<Outgoing[]>;
	put(item: Outgoing): Promise<void>;
	remove(id: string): Promise<void>;
}

export type OutboxChange = { type: 'added' | 'failed' | 'discarded'; item: Outgoing } | { type: 'sent'; item: Outgoing; seq: number };

/** What tabs tell each other: what changed, and until when the server wants to be left in peace. */
type News = { person: string } & ({ change: OutboxChange } | { until: number });

export interface OutboxOptions {
	store: OutboxStore;
	/** Resolves with the entry's number once durable; rejects with Problem. */
	send: (item: Outgoing) => Promise<{ seq: number }>;
	tabs?: Tabs;
	random?: () => number;
}

export class Outbox {
	/** False where what is unsent would be lost with the page. */
	lasting = true;

	#person = '';
	readonly #items = new Map<string, Outgoing>();
	/** What the tabs share; what the store no longer has of it was dealt with by another tab. */
	readonly #stored = new Set<string>();
	/** What is dealt with, here or there; an older look at the store does not bring it back. */
	readonly #gone = new Set<string>();
	#shares = false;
	#busy = new Set<number>();
	readonly #attempts = new Map<number, number>();
	readonly #resting = new Set<() => void>();
	/** Until when the server has asked to wait. */
	#until = 0;
	readonly #listeners = new Set<(change: OutboxChange) => void>();
	readonly #tabs: Tabs;

	readonly #options: OutboxOptions;

	constructor(options: OutboxOptions) {
		this.#options = options;
		this.#tabs = options.tabs ?? noTabs;
		this.#tabs.hear((news) => this.#hear(news));
	}

	/** Takes up what this person left unsent, and begins to send it. */
	async open(person: string): Promise<void> {
		this.close();
		this.#person = person;
		this.lasting = this.#shares = await this.#options.store.lasts();
		await this.#reread(person);
		for (const ticket of new Set([...this.#items.values()].map((item) => item.ticket))) void this.#drain(ticket);
	}

	/** Forgets whose it is; what is unsent stays stored for that person. */
	close(): void {
		this.#person = '';
		this.#items.clear();
		this.#stored.clear();
		this.#gone.clear();
		this.#busy = new Set();
		this.wake();
	}

	/** Deletes everything that is unsent: nothing of it stays in this browser. */
	async forget(): Promise<void> {
		await Promise.all([...this.#items.keys()].map((id) => this.discard(id)));
	}

	/** Resolves when the message is kept, not when it is sent. */
	async add(item: Omit<Outgoing, 'person' | 'at'> & { at?: string }): Promise<Outgoing> {
		const added: Outgoing = { ...item, person: this.#person, at: item.at ?? new Date().toISOString() };
		this.#items.set(added.id, added);
		this.#tell({ type: 'added', item: added });
		await this.#keep(added);
		this.#pass({ type: 'added', item: added });
		void this.#drain(added.ticket);
		return added;
	}

	pending(ticket: number): Outgoing[] {
		return [...this.#items.values()].filter((item) => item.ticket === ticket).sort((a, b) => (a.id < b.id ? -1 : 1));
	}

	/** How many have not arrived, the refused ones among them. */
	get unsent(): number {
		return this.#items.size;
	}

	/** When the oldest one was written that still waits for its answer; undefined where none does. Files take their time, and show it. */
	get waitingSince(): number | undefined {
		const times = [...this.#items.values()].filter((item) => !item.failed && !item.files).map((item) => Date.parse(item.at));
		return times.length ? Math.min(...times) : undefined;
	}

	/** The entry was seen in the log: it arrived, even if its acknowledgement was lost. */
	arrived(id: string, seq: number): void {
		const item = this.#items.get(id);
		if (item) void this.#finish(item, seq);
	}

	/** Takes a message back, refused or not yet sent; answers it. */
	async discard(id: string): Promise<Outgoing | undefined> {
		const item = this.#items.get(id);
		if (!item) return undefined;
		this.#take(item);
		this.#say({ type: 'discarded', item });
		await this.#options.store.remove(id).catch(() => undefined);
		return item;
	}

	/** The way is free again: don't wait for the next attempt, unless the server has asked us to. */
	wake(): void {
		const resting = [...this.#resting];
		this.#resting.clear();
		resting.forEach((go) => go());
	}

	onChange(listener: (change: OutboxChange) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Sends what waits for one ticket, one after the other. Between attempts another tab, with a better connection perhaps, may try. */
	async #drain(ticket: number): Promise<void> {
		const person = this.#person;
		const busy = this.#busy;
		if (busy.has(ticket)) return;
		busy.add(ticket);
		try {
			while (this.#person === person && this.#next(ticket)) {
				await this.#untilAllowed(person);
				const wait = await this.#tabs.alone(`${person}.${ticket}`, () => this.#flush(person, ticket));
				if (wait) await this.#rest(wait);
			}
		} finally {
			busy.delete(ticket);
		}
	}

	/** Answers how long to wait before going on; 0 where everything is sent. */
	async #flush(person: string, ticket: number): Promise<number> {
		await this.#reread(person);
		for (let item = this.#next(ticket); item && this.#person === person; item = this.#next(ticket)) {
			if (Date.now() < this.#until) return 0;
			const wait = await this.#sendOne(item);
			if (wait !== null) return wait;
		}
		return 0;
	}

	#next(ticket: number): Outgoing | undefined {
		return this.pending(ticket).find((item) => !item.failed && !this.#gone.has(item.id));
	}

	async #sendOne(item: Outgoing): Promise<number | null> {
		try {
			const { seq } = await this.#options.send(item);
			this.#attempts.delete(item.ticket);
			await this.#finish(item, seq);
			return null;
		} catch (cause) {
			const problem = asProblem(cause);
			// Whose session has ended signs in again; the message waits for that.
			if (problem.passing || problem.code === 'unauthenticated') return this.#waitFor(item, problem);
			await this.#fail(item, problem);
			return null;
		}
	}

	#waitFor(item: Outgoing, { retryAfterSeconds }: Problem): number {
		const { random } = this.#options;
		const attempt = this.#attempts.get(item.ticket) ?? 0;
		this.#attempts.set(item.ticket, attempt + 1);
		if (!retryAfterSeconds) return Math.max(1, backoff(attempt, random));
		this.#until = Date.now() + asked(retryAfterSeconds, random);
		this.#share({ person: item.person, until: this.#until });
		return 0;
	}

	/** What the server asked for holds for every ticket, and for every tab. */
	async #untilAllowed(person: string): Promise<void> {
		for (let wait = this.#until - Date.now(); wait > 0 && this.#person === person; wait = this.#until - Date.now()) await this.#rest(wait);
	}

	#rest(ms: number): Promise<void> {
		return new Promise<void>((resolve) => {
			const go = () => (clearTimeout(timer), this.#resting.delete(go), resolve());
			const timer = setTimeout(go, ms);
			this.#resting.add(go);
		});
	}

	async #fail(item: Outgoing, problem: Problem): Promise<void> {
		if (!this.#items.has(item.id)) return;
		const failed: Outgoing = { ...item, failed: problem.code };
		if (problem.fields.risk) failed.risks = problem.fields.risk.split(' ');
		this.#items.set(item.id, failed);
		this.#say({ type: 'failed', item: failed });
		await this.#keep(failed);
	}

	/** Sends what was thought risky all the same: staff look at it first. */
	async insist(id: string): Promise<void> {
		const item = this.#items.get(id);
		if (item?.failed) await this.add({ ...item, failed: undefined, insist: true });
	}

	async #finish(item: Outgoing, seq: number): Promise<void> {
		if (this.#take(item)) this.#say({ type: 'sent', item, seq });
		await this.#options.store.remove(item.id).catch(() => undefined);
	}

	#take({ id }: Outgoing): boolean {
		this.#gone.add(id);
		return this.#items.delete(id);
	}

	async #keep(item: Outgoing): Promise<void> {
		try {
			await this.#options.store.put(item);
			if (this.#shares) this.#stored.add(item.id);
		} catch {
			// A full disk: the message is sent all the same, but does not outlive the page.
			this.lasting = false;
		}
	}

	/** What is kept is the truth that the tabs share. */
	async #reread(person: string): Promise<void> {
		const kept = await this.#options.store.all(person).catch(() => null);
		if (!kept || this.#person !== person) return;
		const ids = new Set(kept.map((item) => item.id));
		for (const item of kept) this.#learn(item);
		for (const id of this.#stored) if (!ids.has(id)) this.#gone.add(id);
	}

	#learn(item: Outgoing): void {
		if (this.#shares) this.#stored.add(item.id);
		if (this.#items.has(item.id) || this.#gone.has(item.id)) return;
		this.#items.set(item.id, item);
		this.#tell({ type: 'added', item });
	}

	#hear(news: News): void {
		if (news.person !== this.#person) return;
		if ('until' in news) return void (this.#until = Math.max(this.#until, news.until));
		const { change } = news;
		const { item } = change;
		if (change.type === 'added') {
			this.#learn(item);
			return void this.#drain(item.ticket);
		}
		if (!this.#items.has(item.id)) return;
		if (change.type === 'failed') this.#items.set(item.id, item);
		else this.#take(item);
		this.#tell(change);
	}

	#say(change: OutboxChange): void {
		this.#tell(change);
		this.#pass(change);
	}

	#tell(change: OutboxChange): void {
		this.#listeners.forEach((listener) => listener(change));
	}

	/** What only this page keeps is not shown by others, which could not send it. */
	#pass(change: OutboxChange): void {
		if (this.#stored.has(change.item.id)) this.#share({ person: change.item.person, change });
	}

	#share(news: News): void {
		this.#tabs.tell(news);
	}
}
