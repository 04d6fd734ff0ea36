import type { ClientFrame, Entry, ServerFrame } from './types';

/** For tests: sockets that do nothing by themselves; the test plays the server. */
export class FakeSocket {
	static all: FakeSocket[] = [];
	static get last(): FakeSocket {
		return FakeSocket.all.at(-1)!;
	}

	readyState = 0;
	sent: ClientFrame[] = [];
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: string }) => void) | null = null;
	onclose: ((event: { code: number }) => void) | null = null;

	constructor(readonly url: string) {
		FakeSocket.all.push(this);
	}

	send(data: string): void {
		this.sent.push(JSON.parse(data) as ClientFrame);
	}

	close(): void {
		this.readyState = 3;
	}

	open(): void {
		this.readyState = 1;
		this.onopen?.();
	}

	says(frame: ServerFrame): void {
		this.onmessage?.({ data: JSON.stringify(frame) });
	}

	welcome(epoch = 'e1'): void {
		this.open();
		this.says({ type: 'hello', epoch, person: { id: 'me', role: 'customer', name: 'Ann' }, heartbeat_seconds: 25 });
	}

	breaks(code = 1006): void {
		this.readyState = 3;
		this.onclose?.({ code });
	}
}

export function entry(seq: number, over: Partial<Entry> = {}): Entry {
	return {
		id: `entry-${seq}`,
		seq,
		kind: 'message',
		audience: 'everyone',
		author: { id: 'otter', role: 'expert', name: 'Otter K.' },
		channel: 'chat',
		text: `text ${seq}`,
		data: null,
		at: new Date(Date.UTC(2026, 2, 14, 10, seq)).toISOString(),
		...over
	};
}
