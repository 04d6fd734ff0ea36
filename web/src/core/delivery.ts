import type { Api } from './api';
import { Outbox } from './outbox';
import { outboxStore } from './outbox-store';
import type { Live } from './socket';

/** An outbox that sends over the socket while it is open and over HTTP otherwise. */
export function deliver(api: Api, live: Live, storeName?: string): Outbox {
	const outbox = new Outbox({
		store: outboxStore(storeName),
		send: ({ id, ticket, kind, text, audience }) =>
			live.state === 'open' ? live.post({ id, ticket, kind, text, audience }) : api.postEntry(ticket, { id, kind, text, audience })
	});
	live.onState((state) => state === 'open' && outbox.wake());
	return outbox;
}
