import { backoff } from './backoff';
import { Problem, type ProblemCode } from './http';
import { ofRow, type ClientFrame, type Entry, type ServerFrame } from './types';

/**
 * The live connection. It holds itself open: connects again with full jitter, takes every
 * watched ticket up at its own cursor, and sends again (with the same id) what was not
 * acknowledged. Whoever watches a ticket gets each entry once and in order.
 */

export type LiveState = 'off' | 'connecting' | 'open' | 'waiting' | 'refused';

export interface Watcher {
	entry(entry: Entry): void;
	/** Everything up to `head` has been delivered. */
	watching?(head: number): void;
	/** The server forgot its past (a restored backup): drop what you have; entries come again from 1. */
	reset?(): void;
	/** Delivery ended: the viewer may no longer see what comes. */
	unwatched?(reason: string): void;
	typing?(person: { id: string; role: string; name: string }): void;
	read?(mark: { person: string; role: string; seq: number }): void;
}

export interface Acknowledged {
	id: string;
	ticket: number;
	/** The number of the entry in our own stream; 0 where it is not part of it. */
	seq: number;
}

type Promised = Extract<ClientFrame, { type: 'post' | 'act' }>;
type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;

export interface LiveOptions {
	url: string | (() => string);
	/** Bearer mode: sent as the first frame. Without it the cookie counts. */
	token?: () => string | null;
	/** For tests. */
	WebSocket?: new (url: string) => WebSocket;
	random?: () => number;
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

interface Unacked {
	frame: Promised;
	resolve(ack: Acknowledged): void;
	reject(problem: Problem): void;
}

const quietPingMs = 25_000;
const deadAfterMs = 60_000;
const connectWithinMs = 12_000;
const typingEveryMs = 3_000;

export class Live {
	state: LiveState = 'off';

	private socket: WebSocket | null = null;
	private ready = false;
	private attempt = 0;
	private epoch: string | null = null;
	private lastHeard = 0;
	private reconnectTimer?: ReturnType<typeof setTimeout>;
	private connectTimer?: ReturnType<typeof setTimeout>;
	private heartTimer?: ReturnType<typeof setInterval>;
	private readonly watches = new Map<number, Watch>();
	private readonly unacked = new Map<string, Unacked>();
	private readonly listeners = new Map<string, Set<(frame: never) => void>>();
	private readonly stateListeners = new Set<(state: LiveState) => void>();
	private readonly typedAt = new Map<number, number>();
	private available: boolean | null = null;

	constructor(private readonly options: LiveOptions) {}

	/** Connects, and keeps connected until stop. Calling it twice is fine. */
	start(): void {
		if (this.state !== 'off' && this.state !== 'refused') return;
		globalThis.addEventListener?.('online', this.wake);
		globalThis.document?.addEventListener('visibilitychange', this.wake);
		this.connect();
	}

	/** Closes for good and forgets what was watched; unacknowledged posts are rejected as `offline`. */
	stop(): void {
		globalThis.removeEventListener?.('online', this.wake);
		globalThis.document?.removeEventListener('visibilitychange', this.wake);
		clearTimeout(this.reconnectTimer);
		this.drop();
		this.watches.clear();
		for (const waiting of this.unacked.values()) waiting.reject(new Problem('offline', 'The connection was closed.'));
		this.unacked.clear();
		this.available = null;
		this.epoch = null;
		this.attempt = 0;
		this.become('off');
	}

	/** Delivers the entries after `after`, then each new one. Answers a function that ends it. */
	watch(ticket: number, after: number, watcher: Watcher): () => void {
		const watch: Watch = { cursor: after, askedAt: -1, confirmed: false, read: 0, watcher };
		this.watches.set(ticket, watch);
		if (this.ready) this.send({ type: 'watch', ticket, after });
		return () => {
			if (this.watches.get(ticket) !== watch) return;
			this.watches.delete(ticket);
			if (this.ready) this.send({ type: 'unwatch', ticket });
		};
	}

	/** Resolves when the entry is durable. While offline the frame waits here; it is sent again after each reconnect. */
	post(frame: Omit<FrameOfClient<'post'>, 'type'>): Promise<Acknowledged> {
		return this.promise({ type: 'post', ...frame });
	}

	act(frame: Omit<FrameOfClient<'act'>, 'type'>): Promise<Acknowledged> {
		return this.promise({ type: 'act', ...frame } as Promised);
	}

	/** Says that we are writing, at most every three seconds. */
	typing(ticket: number): void {
		const now = Date.now();
		if (!this.ready || now - (this.typedAt.get(ticket) ?? 0) < typingEveryMs) return;
		this.typedAt.set(ticket, now);
		this.send({ type: 'typing', ticket });
	}

	/** Says how far we have read a watched ticket; kept until it can be said. */
	read(ticket: number, seq: number): void {
		const watch = this.watches.get(ticket);
		if (!watch) return;
		watch.read = seq;
		if (watch.confirmed) this.send({ type: 'read', ticket, seq });
	}

	/** Remembered and repeated after each reconnect. */
	setAvailable(on: boolean): void {
		this.available = on;
		if (this.ready) this.send({ type: 'available', on });
	}

	/** Listens to frames that belong to no watched ticket. Answers a function that ends it. */
	on<T extends ServerFrame['type']>(type: T, listener: (frame: FrameOf<T>) => void): () => void {
		const set = this.listeners.get(type) ?? new Set();
		this.listeners.set(type, set.add(listener as (frame: never) => void));
		return () => set.delete(listener as (frame: never) => void);
	}

	onState(listener: (state: LiveState) => void): () => void {
		this.stateListeners.add(listener);
		listener(this.state);
		return () => this.stateListeners.delete(listener);
	}

	private promise(frame: Promised): Promise<Acknowledged> {
		return new Promise((resolve, reject) => {
			this.unacked.set(frame.id, { frame, resolve, reject });
			if (this.ready) this.send(frame);
		});
	}

	private connect(): void {
		clearTimeout(this.reconnectTimer);
		this.become('connecting');
		const token = this.options.token?.();
		const url = typeof this.options.url === 'string' ? this.options.url : this.options.url();
		const socket = new (this.options.WebSocket ?? WebSocket)(url + (token ? '?auth=token' : ''));
		this.socket = socket;
		// Some networks swallow the upgrade without an answer.
		this.connectTimer = setTimeout(() => this.lost(socket), connectWithinMs);
		socket.onopen = () => token && socket.send(JSON.stringify({ type: 'auth', token }));
		socket.onmessage = (event) => this.socket === socket && this.hear(String(event.data));
		socket.onclose = (event) => this.lost(socket, event.code);
	}

	private hear(data: string): void {
		this.lastHeard = Date.now();
		let frame: ServerFrame;
		try {
			frame = JSON.parse(data) as ServerFrame;
		} catch {
			return;
		}
		if (frame.type === 'ticket') frame = { ...frame, ticket: ofRow(frame.ticket) };
		this.take(frame);
		this.listeners.get(frame.type)?.forEach((listener) => listener(frame as never));
	}

	private take(frame: ServerFrame): void {
		switch (frame.type) {
			case 'hello':
				return this.hello(frame);
			case 'entry':
				return this.entry(frame.ticket, frame.entry);
			case 'watching':
				return this.watching(frame.ticket, frame.head);
			case 'unwatched':
				return this.unwatched(frame.ticket, frame.reason);
			case 'typing':
				return this.watches.get(frame.ticket)?.watcher.typing?.(frame.person);
			case 'read':
				return this.watches.get(frame.ticket)?.watcher.read?.({ ...frame, person: idOf(frame.person) });
			case 'ack':
				return this.acked(frame);
			case 'error':
				return this.failed(frame);
		}
	}

	private hello(frame: FrameOf<'hello'>): void {
		clearTimeout(this.connectTimer);
		this.ready = true;
		this.attempt = 0;
		const forgot = this.epoch !== null && this.epoch !== frame.epoch;
		this.epoch = frame.epoch;
		this.beat();
		this.become('open');
		if (this.available !== null) this.send({ type: 'available', on: this.available });
		for (const [ticket, watch] of this.watches) this.resume(ticket, watch, forgot);
		for (const { frame: waiting } of this.unacked.values()) this.send(waiting);
	}

	private resume(ticket: number, watch: Watch, forgot: boolean): void {
		if (forgot) {
			watch.cursor = 0;
			watch.read = 0;
			watch.watcher.reset?.();
		}
		watch.confirmed = false;
		this.send({ type: 'watch', ticket, after: watch.cursor });
	}

	private watching(ticket: number, head: number): void {
		const watch = this.watches.get(ticket);
		if (!watch) return;
		watch.confirmed = true;
		if (watch.read > 0) this.send({ type: 'read', ticket, seq: watch.read });
		watch.watcher.watching?.(head);
	}

	private entry(ticket: number, entry: Entry): void {
		const watch = this.watches.get(ticket);
		if (!watch || entry.seq <= watch.cursor) return;
		if (entry.seq > watch.cursor + 1 && watch.askedAt !== watch.cursor) {
			// The server promises no holes; ask once rather than show one.
			watch.askedAt = watch.cursor;
			return this.send({ type: 'watch', ticket, after: watch.cursor });
		}
		watch.cursor = entry.seq;
		watch.watcher.entry(entry);
	}

	private unwatched(ticket: number, reason: string): void {
		const watch = this.watches.get(ticket);
		if (!watch) return;
		this.watches.delete(ticket);
		watch.watcher.unwatched?.(reason);
	}

	private acked(frame: FrameOf<'ack'>): void {
		const waiting = this.unacked.get(frame.id);
		this.unacked.delete(frame.id);
		waiting?.resolve(frame);
	}

	private failed(frame: FrameOf<'error'>): void {
		const waiting = frame.id === undefined ? undefined : this.unacked.get(frame.id);
		if (waiting) {
			this.unacked.delete(frame.id!);
			waiting.reject(new Problem(frame.code as ProblemCode, frame.message));
		}
	}

	private send(frame: ClientFrame): void {
		if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(frame));
	}

	/** A connection may be dead without anybody saying so (a laptop that slept): ask, and give up on silence. */
	private beat(): void {
		clearInterval(this.heartTimer);
		this.heartTimer = setInterval(() => {
			const quiet = Date.now() - this.lastHeard;
			if (quiet > deadAfterMs && this.socket) this.lost(this.socket);
			else if (quiet > quietPingMs) this.send({ type: 'ping' });
		}, quietPingMs / 2);
	}

	private lost(socket: WebSocket, code = 0): void {
		if (this.socket !== socket) return;
		this.drop();
		if (code === 4401) return this.become('refused');
		const delay = backoff(this.attempt++, this.options.random);
		this.reconnectTimer = setTimeout(() => this.connect(), delay);
		this.become('waiting');
	}

	private drop(): void {
		clearTimeout(this.connectTimer);
		clearInterval(this.heartTimer);
		const socket = this.socket;
		this.socket = null;
		this.ready = false;
		if (socket) {
			socket.onopen = socket.onmessage = socket.onclose = null;
			socket.close();
		}
	}

	/** The page is looked at again or the network is back: don't wait for the timer. */
	private wake = (): void => {
		if (globalThis.document?.visibilityState === 'hidden') return;
		if (this.state === 'waiting') this.connect();
		else if (this.ready && Date.now() - this.lastHeard > quietPingMs) this.send({ type: 'ping' });
	};

	private become(state: LiveState): void {
		if (this.state === state) return;
		this.state = state;
		this.stateListeners.forEach((listener) => listener(state));
	}
}

type FrameOfClient<T extends ClientFrame['type']> = Extract<ClientFrame, { type: T }>;

/** Some frames name a person by id, some with role and name. */
export function idOf(person: string | { id: string }): string {
	return typeof person === 'string' ? person : person.id;
}

/** The address of the live endpoint beside the page's own. */
export function liveUrl(place: { protocol: string; host: string } = location): string {
	return `${place.protocol === 'https:' ? 'wss' : 'ws'}://${place.host}/api/v1/live`;
}
