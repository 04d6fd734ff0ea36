import { backoff } from './backoff';
import { fieldsOf, Problem, type ProblemCode } from './http';
import { Pulse } from './pulse';
import { ofRow, type ClientFrame, type ServerFrame } from './types';
import { onWaking, type Waking } from './waking';
import { Watches, type Watcher } from './watches';

/**
 * The live connection. It holds itself open: connects again with full jitter, at once where the
 * network or the machine has come back, and takes every watched ticket up at its own cursor. What
 * is posted is not kept here: a post without an answer is rejected when the connection goes, and
 * whoever posted it (the outbox) sends it again with the same id.
 */

export type LiveState = 'off' | 'connecting' | 'open' | 'waiting' | 'refused';

export interface Acknowledged {
	id: string;
	ticket: number;
	/** The number of the entry in our own stream; 0 where it is not part of it. */
	seq: number;
}

type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;
type Post = Omit<Extract<ClientFrame, { type: 'post' }>, 'type'>;

export interface LiveOptions {
	url: string | (() => string);
	/** Bearer mode: sent as the first frame. Without it the cookie counts. */
	token?: () => string | null;
	/** For tests. */
	WebSocket?: new (url: string) => WebSocket;
	random?: () => number;
}

interface Unacked {
	doubt: ReturnType<typeof setTimeout>;
	resolve(ack: Acknowledged): void;
	reject(problem: Problem): void;
}

/** Close codes of the server: see docs/api.md. */
const signedOut = 4401;
const restarting = 1012;

const connectWithinMs = 12_000;
/** A connection that is still being made when the network comes back is made anew. */
const staleConnectMs = 1_000;
const restartSpreadMs = 1_000;
const listsSpreadMs = 1_000;
/** A connection that held that long was a good one: the next attempt is a first one. */
const steadyMs = 5_000;
const typingEveryMs = 3_000;
/** An answer that takes so long makes us ask whether anybody is there. */
const ackDoubtMs = 3_000;

export class Live {
	state: LiveState = 'off';
	/** Attempts in a row that never got as far as the server's greeting. */
	failures = 0;
	/** Whose connection it is, as the server has said last. */
	person = '';

	#socket: WebSocket | null = null;
	#ready = false;
	#attempt = 0;
	#beganAt = 0;
	#epoch: string | null = null;
	#reconnectTimer?: ReturnType<typeof setTimeout>;
	#missedTimer?: ReturnType<typeof setTimeout>;
	#connectTimer?: ReturnType<typeof setTimeout>;
	/** True between a break and the next greeting. */
	#broken = false;
	#asleep: () => void = () => undefined;
	#available: boolean | null = null;
	readonly #pulse = new Pulse(
		() => this.#send({ type: 'ping' }),
		() => this.#socket && this.#lost(this.#socket, 0, true)
	);
	readonly #watches = new Watches((frame) => this.#send(frame));
	readonly #unacked = new Map<string, Unacked>();
	readonly #listeners = new Map<string, Set<(frame: never) => void>>();
	readonly #stateListeners = new Set<(state: LiveState) => void>();
	readonly #typedAt = new Map<number, number>();

	readonly #options: LiveOptions;

	constructor(options: LiveOptions) {
		this.#options = options;
	}

	/** Connects, and keeps connected until stop. Calling it twice is fine. */
	start(): void {
		if (this.state !== 'off' && this.state !== 'refused') return;
		this.#asleep();
		this.#asleep = onWaking((waking) => this.#wake(waking));
		this.#connect();
	}

	/** Closes for good and forgets what was watched; unacknowledged posts are rejected as `offline`. */
	stop(): void {
		this.#asleep();
		clearTimeout(this.#reconnectTimer);
		this.#drop();
		this.#watches.clear();
		this.#available = null;
		this.#epoch = null;
		this.#attempt = this.failures = 0;
		this.#broken = false;
		clearTimeout(this.#missedTimer);
		this.#become('off');
	}

	/** Delivers the entries after `after`, then each new one. Answers a function that ends it. */
	watch(ticket: number, after: number, watcher: Watcher): () => void {
		return this.#watches.add(ticket, after, watcher);
	}

	/** Resolves when the entry is durable. Rejects as `offline` where the answer can no longer come: it may have arrived, send it again with the same id. */
	post(post: Post): Promise<Acknowledged> {
		if (!this.#ready) return Promise.reject(new Problem('offline', 'There is no connection.'));
		return new Promise((resolve, reject) => {
			const doubt = setTimeout(() => this.#pulse.doubt(false), ackDoubtMs);
			this.#unacked.set(post.id, { doubt, resolve, reject });
			this.#send({ type: 'post', ...post });
		});
	}

	/** Says that we are writing, at most every three seconds. */
	typing(ticket: number): void {
		const now = Date.now();
		if (!this.#ready || now - (this.#typedAt.get(ticket) ?? 0) < typingEveryMs) return;
		this.#typedAt.set(ticket, now);
		this.#send({ type: 'typing', ticket });
	}

	/** Says how far we have read a watched ticket; kept until it can be said. */
	read(ticket: number, seq: number): void {
		this.#watches.read(ticket, seq);
	}

	/** Remembered and repeated after each reconnect. */
	setAvailable(on: boolean): void {
		this.#available = on;
		this.#send({ type: 'available', on });
	}

	/** Listens to frames of one type; `resync` is told after each break as well. Answers a function that ends it. */
	on<T extends ServerFrame['type']>(type: T, listener: (frame: FrameOf<T>) => void): () => void {
		const set = this.#listeners.get(type) ?? new Set();
		this.#listeners.set(type, set.add(listener as (frame: never) => void));
		return () => set.delete(listener as (frame: never) => void);
	}

	onState(listener: (state: LiveState) => void): () => void {
		this.#stateListeners.add(listener);
		listener(this.state);
		return () => this.#stateListeners.delete(listener);
	}

	#connect(): void {
		clearTimeout(this.#reconnectTimer);
		this.#drop();
		this.#become('connecting');
		const token = this.#options.token?.();
		const url = typeof this.#options.url === 'string' ? this.#options.url : this.#options.url();
		const socket = new (this.#options.WebSocket ?? WebSocket)(url + (token ? '?auth=token' : ''));
		this.#socket = socket;
		this.#beganAt = Date.now();
		// Some networks swallow the upgrade without an answer.
		this.#connectTimer = setTimeout(() => this.#lost(socket), connectWithinMs);
		socket.onopen = () => token && socket.send(JSON.stringify({ type: 'auth', token }));
		socket.onmessage = (event) => this.#socket === socket && this.#hear(String(event.data));
		socket.onclose = (event) => this.#lost(socket, event.code);
	}

	#hear(data: string): void {
		this.#pulse.heard();
		let frame: ServerFrame;
		try {
			frame = JSON.parse(data) as ServerFrame;
		} catch {
			return;
		}
		if (frame.type === 'ticket') frame = { ...frame, ticket: ofRow(frame.ticket) };
		this.#take(frame);
		this.#listeners.get(frame.type)?.forEach((listener) => listener(frame as never));
	}

	#take(frame: ServerFrame): void {
		switch (frame.type) {
			case 'hello':
				return this.#hello(frame);
			case 'ack':
				return this.#answered(frame.id)?.resolve(frame);
			case 'error':
				return this.#answered(frame.id)?.reject(new Problem(frame.code as ProblemCode, frame.message, 0, fieldsOf(frame.errors), undefined, frame.retry_after));
			default:
				return this.#watches.take(frame);
		}
	}

	#hello(frame: FrameOf<'hello'>): void {
		clearTimeout(this.#connectTimer);
		this.#ready = true;
		this.failures = 0;
		this.person = frame.person.id;
		this.#pulse.start(Date.now() - this.#beganAt);
		const forgot = this.#epoch !== null && this.#epoch !== frame.epoch;
		this.#epoch = frame.epoch;
		if (this.#available !== null) this.#send({ type: 'available', on: this.#available });
		this.#watches.resume(forgot);
		this.#become('open');
		if (this.#broken) this.#missed();
		this.#broken = false;
	}

	/** Rows of lists have no numbers to resume at: they are asked for again, not by everybody at once. */
	#missed(): void {
		const { random = Math.random } = this.#options;
		this.#missedTimer = setTimeout(() => this.#listeners.get('resync')?.forEach((listener) => listener({ type: 'resync' } as never)), random() * listsSpreadMs);
	}

	#answered(id?: string): Unacked | undefined {
		const waiting = id === undefined ? undefined : this.#unacked.get(id);
		if (!waiting) return undefined;
		clearTimeout(waiting.doubt);
		this.#unacked.delete(id!);
		return waiting;
	}

	/** Before the greeting nothing is sent; what has to be said is said again then. */
	#send(frame: ClientFrame): void {
		if (this.#ready && this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(frame));
	}

	#lost(socket: WebSocket, code = 0, atOnce = false): void {
		if (this.#socket !== socket) return;
		const greeted = this.#ready;
		this.#drop();
		if (code === signedOut) return this.#become('refused');
		this.#broken ||= greeted;
		if (!greeted) this.failures++;
		else if (Date.now() - this.#beganAt > steadyMs) this.#attempt = 0;
		this.#reconnectTimer = setTimeout(() => this.#connect(), this.#pause(code, atOnce));
		this.#become('waiting');
	}

	#pause(code: number, atOnce: boolean): number {
		const { random = Math.random } = this.#options;
		if (atOnce) return 0;
		return code === restarting && this.failures === 0 ? random() * restartSpreadMs : backoff(this.#attempt++, random);
	}

	#drop(): void {
		clearTimeout(this.#connectTimer);
		this.#pulse.stop();
		const socket = this.#socket;
		this.#socket = null;
		this.#ready = false;
		if (socket) {
			socket.onopen = socket.onmessage = socket.onclose = null;
			socket.close();
		}
		for (const id of [...this.#unacked.keys()]) this.#answered(id)!.reject(new Problem('offline', 'The connection was closed.'));
	}

	/** Don't wait for a timer, and don't trust what may have died in its sleep. */
	#wake({ slept }: Waking): void {
		if (this.state === 'waiting') this.#connect();
		else if (this.#ready) this.#pulse.doubt(slept);
		else if (this.state === 'connecting' && slept && Date.now() - this.#beganAt > staleConnectMs) this.#connect();
	}

	#become(state: LiveState): void {
		if (this.state === state) return;
		this.state = state;
		this.#stateListeners.forEach((listener) => listener(state));
	}
}

/** The address of the live endpoint beside the page's own. */
export function liveUrl(place: { protocol: string; host: string } = location): string {
	return `${place.protocol === 'https:' ? 'wss' : 'ws'}://${place.host}/api/v1/live`;
}
