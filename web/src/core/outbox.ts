import { backoff } from './backoff';
import { Problem } from './http';

/**
 * Messages on their way. Each is kept (IndexedDB) before it is sent and removed when the
 * server has it, so that what was written offline survives a reload. Per ticket they leave in the
 * order they were written; the id makes sending twice harmless.
 */

export interface Outgoing {
	id: string;
	/** Whose message it is: nobody else's session sends it. */
	person: string;
	ticket: number;
	kind: 'message' | 'note';
	text: string;
	audience?: 'helpers' | 'staff';
	at: string;
	/** Set where the server refused it for good; it stays until retried or discarded. */
	failed?: string;
}

export interface OutboxStore {
	all(person: string): Promise<Outgoing[]>;
	put(item: Outgoing): Promise<void>;
	remove(id: string): Promise<void>;
}

export type OutboxChange = { type: 'added' | 'failed' | 'sending'; item: Outgoing } | { type: 'sent'; item: Outgoing; seq: number } | { type: 'discarded'; item: Outgoing };

export interface OutboxOptions {
	store: OutboxStore;
	/** Resolves with the entry's number once durable; rejects with Problem. */
	send: (item: Outgoing) => Promise<{ seq: number }>;
	random?: () => number;
}

export class Outbox {
	private person = '';
	private readonly items = new Map<string, Outgoing>();
	private readonly busy = new Set<number>();
	private readonly attempts = new Map<string, number>();
	private readonly paused = new Set<() => void>();
	private readonly listeners = new Set<(change: OutboxChange) => void>();

	constructor(private readonly options: OutboxOptions) {}

	/** Takes up what this person left unsent, and begins to send it. */
	async open(person: string): Promise<void> {
		this.person = person;
		this.items.clear();
		for (const item of await this.options.store.all(person)) this.items.set(item.id, item);
		for (const ticket of new Set([...this.items.values()].map((item) => item.ticket))) void this.drain(ticket);
	}

	/** Forgets whose it is; what is unsent stays stored for that person. */
	close(): void {
		this.person = '';
		this.items.clear();
	}

	/** Resolves when the message is kept, not when it is sent. */
	async add(item: Omit<Outgoing, 'person' | 'at'> & { at?: string }): Promise<Outgoing> {
		const kept: Outgoing = { ...item, person: this.person, at: item.at ?? new Date().toISOString() };
		this.items.set(kept.id, kept);
		this.tell({ type: 'added', item: kept });
		await this.options.store.put(kept).catch(() => undefined);
		void this.drain(kept.ticket);
		return kept;
	}

	pending(ticket: number): Outgoing[] {
		return [...this.items.values()].filter((item) => item.ticket === ticket).sort((a, b) => (a.id < b.id ? -1 : 1));
	}

	/** The entry was seen in the log: it arrived, even if its acknowledgement was lost. */
	arrived(id: string, seq: number): void {
		const item = this.items.get(id);
		if (item) this.finish(item, seq);
	}

	async retry(id: string): Promise<void> {
		const item = this.items.get(id);
		if (!item) return;
		const again = { ...item, failed: undefined };
		this.items.set(id, again);
		this.tell({ type: 'sending', item: again });
		await this.options.store.put(again).catch(() => undefined);
		void this.drain(again.ticket);
	}

	async discard(id: string): Promise<void> {
		const item = this.items.get(id);
		if (!item) return;
		this.items.delete(id);
		this.tell({ type: 'discarded', item });
		await this.options.store.remove(id).catch(() => undefined);
	}

	/** The way is free again: don't wait for the next attempt. */
	wake(): void {
		const paused = [...this.paused];
		this.paused.clear();
		paused.forEach((go) => go());
	}

	onChange(listener: (change: OutboxChange) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Sends what waits for one ticket, one after the other. */
	private async drain(ticket: number): Promise<void> {
		if (this.busy.has(ticket)) return;
		this.busy.add(ticket);
		try {
			for (let item = this.next(ticket); item; item = this.next(ticket)) await this.sendOne(item);
		} finally {
			this.busy.delete(ticket);
		}
	}

	private next(ticket: number): Outgoing | undefined {
		return this.pending(ticket).find((item) => !item.failed);
	}

	private async sendOne(item: Outgoing): Promise<void> {
		try {
			const { seq } = await this.options.send(item);
			this.finish(item, seq);
		} catch (cause) {
			const problem = cause instanceof Problem ? cause : new Problem('internal', String(cause));
			if (problem.passing) await this.pause(item, problem);
			else await this.fail(item, problem);
		}
	}

	private async pause(item: Outgoing, problem: Problem): Promise<void> {
		const attempt = this.attempts.get(item.id) ?? 0;
		this.attempts.set(item.id, attempt + 1);
		const wait = problem.retryAfterSeconds ? problem.retryAfterSeconds * 1000 : backoff(attempt, this.options.random);
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, wait);
			this.paused.add(() => (clearTimeout(timer), resolve()));
		});
	}

	private async fail(item: Outgoing, problem: Problem): Promise<void> {
		if (!this.items.has(item.id)) return;
		const failed = { ...item, failed: problem.code };
		this.items.set(item.id, failed);
		this.tell({ type: 'failed', item: failed });
		await this.options.store.put(failed).catch(() => undefined);
	}

	private finish(item: Outgoing, seq: number): void {
		if (!this.items.delete(item.id)) return;
		this.attempts.delete(item.id);
		this.tell({ type: 'sent', item, seq });
		this.options.store.remove(item.id).catch(() => undefined);
	}

	private tell(change: OutboxChange): void {
		this.listeners.forEach((listener) => listener(change));
	}
}
