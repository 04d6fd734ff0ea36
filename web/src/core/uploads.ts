import { Problem, readProblem } from './http';
import type { Outbox, Outgoing } from './outbox';
import { Store } from './store';
import { upload } from './upload';

/** Files on their way: each goes before its message, which waits for it. */
export class Uploads extends Store {
	/** How much of each file is there, from 0 to 1. */
	progress: Record<string, number> = {};

	/** Files that the server has, so that a message that has to be sent again does not take them along. */
	readonly #there = new Set<string>();
	readonly #stops = new Map<string, AbortController>();
	readonly #options: { token?: () => string | null };

	/** Without a token the session's cookie goes along. */
	constructor(options: { token?: () => string | null } = {}) {
		super();
		this.#options = options;
	}

	/** A message that is taken back takes its files along. */
	follow(outbox: Outbox): void {
		outbox.onChange(({ type, item }) => type !== 'added' && this.stop(item.id));
	}

	/** Ends the sending of a message's files. */
	stop(id: string): void {
		this.#stops.get(id)?.abort();
	}

	/** Sends the files of a message, one after the other; rejects with Problem. Ticket 0 is the one that `id` is going to open. */
	async send({ id, ticket, files = [] }: Pick<Outgoing, 'id' | 'ticket' | 'files'>): Promise<void> {
		const stop = new AbortController();
		this.#stops.set(id, stop);
		try {
			for (const file of files) {
				if (this.#there.has(file.id)) continue;
				const response = await this.#put(`${ticket ? `/tickets/${ticket}` : ''}/attachments/${file.id}`, file, stop.signal);
				if (!response.ok) throw await readProblem(response);
				this.#there.add(file.id);
				this.#tell(file.id, 1);
			}
		} finally {
			this.#stops.delete(id);
		}
	}

	async #put(path: string, { id, name, blob }: { id: string; name: string; blob: Blob }, signal: AbortSignal): Promise<Response> {
		const token = this.#options.token?.();
		const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
		try {
			return await upload('/api/v1' + path, { headers, file: blob, name, signal, progress: (share) => this.#tell(id, share) });
		} catch {
			throw new Problem('offline', 'The file did not come through.');
		}
	}

	#tell(file: string, share: number): void {
		this.progress = { ...this.progress, [file]: share };
		this.changed();
	}
}
