import type { VisitApi } from './api';
import { Problem } from './http';
import { Outbox, type Outgoing } from './outbox';
import { outboxStore } from './outbox-store';
import type { Live } from './socket';
import { openTabs } from './tabs';

/** A request that has no answer when the socket comes back is probably as dead as the network was. */
const overtakenMs = 1_000;

export interface DeliveryOptions {
	api: VisitApi;
	live: Live;
	/** Sends the files of a message before it. */
	files?: (item: Outgoing) => Promise<void>;
	/** Names the store, and the channel between tabs. */
	name: string;
	/** False where a request would go out in somebody else's name: another tab has signed in anew. */
	isHere?: (person: string) => boolean;
}

/** An outbox that sends over the socket while it is open and over HTTP otherwise. */
export function deliver({ api, live, files, name, isHere = () => true }: DeliveryOptions): Outbox {
	/** The message as it is posted. */
	const plain = ({ id, kind, text, audience, insist, files }: Outgoing) => ({ id, kind, text, audience, insist, attachments: files?.map((file) => file.id) });
	const overSocket = (item: Outgoing) => live.post({ ticket: item.ticket, ...plain(item) });

	async function overHttp(item: Outgoing): Promise<{ seq: number }> {
		const limit = new AbortController();
		let timer: ReturnType<typeof setTimeout> | undefined;
		const off = live.onState((state) => state === 'open' && (timer ??= setTimeout(() => limit.abort(), overtakenMs)));
		try {
			return await api.postEntry(item.ticket, plain(item), limit.signal);
		} catch (cause) {
			if (limit.signal.aborted) return overSocket(item);
			throw cause;
		} finally {
			off();
			clearTimeout(timer);
		}
	}

	const outbox = new Outbox({
		store: outboxStore(name),
		tabs: openTabs(`${name}.outbox`),
		send: async (item) => {
			if (!isHere(item.person) || (live.state === 'open' && live.person !== item.person)) throw new Problem('offline', 'Somebody else has signed in.');
			if (item.files) await files?.(item);
			return live.state === 'open' ? overSocket(item) : overHttp(item);
		}
	});
	live.onState((state) => state === 'open' && outbox.wake());
	// The browser asks before it throws away what it could not keep.
	globalThis.addEventListener?.('beforeunload', (event) => outbox.unsent > 0 && !outbox.lasting && event.preventDefault());
	return outbox;
}
