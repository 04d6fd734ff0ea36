import { idOf, type ClientFrame, type Entry, type ServerFrame } from './types';

/** The tickets that are watched over one connection after the other, each with its own cursor: every watcher gets each entry once and in order. */

export interface Watcher {
	entry(entry: Entry): void;
	/** Everything up to `head` has been delivered. */
	watching?(head: number): void;
	/** The server forgot its past (a restored backup): drop what you have; entries come again from 1. */
	reset?(): void;
	/** Delivery ended: the viewer may no longer see what comes. */
	unwatched?(reason: string): void;
	typing?(person: { id: string; role: string; name: string }): void;
	/** To helpers: another has the ticket open, for so many seconds unless it is said again; 0: no longer. */
	viewing?(person: { id: string; role: string; name: string }, seconds: number): void;
	read?(mark: { person: string; role: string; seq: number }): void;
}

interface Watch {
	cursor: number;
	/** The cursor at which we last asked again because of a hole; asking twice would not help. */
	askedAt: number;
	/** The server has confirmed it: read marks are accepted. */
	confirmed: boolean;
	/** How far we have read; said once the watch is confirmed. */
	read: number;
	watcher: Watcher;
}

export class Watches {
	readonly #watches = new Map<number, Watch>();

	/** `send` drops what cannot be sent: all of it is said again by `resume`. */
	constructor(private readonly send: (frame: ClientFrame) => void) {}

	/** Delivers the entries after `after`, then each new one. Answers a function that ends it. */
	add(ticket: number, after: number, watcher: Watcher): () => void {
		const watch: Watch = { cursor: after, askedAt: -1, confirmed: false, read: 0, watcher };
		this.#watches.set(ticket, watch);
		this.send({ type: 'watch', ticket, after });
		return () => {
			if (this.#watches.get(ticket) !== watch) return;
			this.#watches.delete(ticket);
			this.send({ type: 'unwatch', ticket });
		};
	}

	/** Takes every ticket up on a new connection, from the beginning where the server forgot its past. */
	resume(forgot: boolean): void {
		for (const [ticket, watch] of this.#watches) {
			if (forgot) {
				watch.cursor = watch.read = 0;
				watch.watcher.reset?.();
			}
			watch.confirmed = false;
			this.send({ type: 'watch', ticket, after: watch.cursor });
		}
	}

	/** Says how far we have read; repeated after each reconnect, ignored for tickets that are not watched. */
	read(ticket: number, seq: number): void {
		const watch = this.#watches.get(ticket);
		if (!watch) return;
		watch.read = seq;
		if (watch.confirmed) this.send({ type: 'read', ticket, seq });
	}

	clear(): void {
		this.#watches.clear();
	}

	take(frame: ServerFrame): void {
		const watch = 'ticket' in frame && typeof frame.ticket === 'number' ? this.#watches.get(frame.ticket) : undefined;
		if (!watch) return;
		switch (frame.type) {
			case 'entry':
				return this.#entry(frame.ticket, watch, frame.entry);
			case 'watching':
				watch.confirmed = true;
				if (watch.read > 0) this.send({ type: 'read', ticket: frame.ticket, seq: watch.read });
				return watch.watcher.watching?.(frame.head);
			case 'unwatched':
				this.#watches.delete(frame.ticket);
				return watch.watcher.unwatched?.(frame.reason);
			case 'typing':
				return watch.watcher.typing?.(frame.person);
			case 'viewing':
				return watch.watcher.viewing?.(frame.person, frame.seconds);
			case 'read':
				return watch.watcher.read?.({ ...frame, person: idOf(frame.person) });
		}
	}

	#entry(ticket: number, watch: Watch, entry: Entry): void {
		if (entry.seq <= watch.cursor) return;
		if (entry.seq > watch.cursor + 1 && watch.askedAt !== watch.cursor) {
			// The server promises no holes; ask once rather than show one.
			watch.askedAt = watch.cursor;
			return this.send({ type: 'watch', ticket, after: watch.cursor });
		}
		watch.cursor = entry.seq;
		watch.watcher.entry(entry);
	}
}
