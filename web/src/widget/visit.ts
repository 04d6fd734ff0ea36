import { createVisitApi, type NewTicket } from '$core/api';
import { Connection } from '$core/connection';
import { deliver } from '$core/delivery';
import { Door } from '$core/door';
import type { OutgoingFile } from '$core/files';
import { asProblem, Http, type Problem } from '$core/http';
import { i18n } from '$core/i18n';
import { Polling } from '$core/polling';
import { Live, liveUrl } from '$core/socket';
import { Store } from '$core/store';
import { openTabs } from '$core/tabs';
import { Thread } from '$core/thread';
import type { Organisation, Ticket, Topic } from '$core/types';
import { uuid7 } from '$core/uuid7';
import { countDrafts, forgetDrafts, keepDraft } from '$ticket/draft';
import { files } from './files';
import { host } from './host';
import { onRemembered, recall, remember } from './storage';

/** One person at one page: who they are, what they have asked, and which screen is open. */

export type Screen = 'topics' | 'write' | 'sending' | 'chat' | 'requests' | 'account' | 'sign-in';

interface Read {
	ticket: number;
	seq: number;
}

/** A first question that has not reached the server yet; survives a reload, its files where attach.ts keeps them. */
interface Opening {
	ticket: NewTicket;
	name: string;
	email: string;
	files?: OutgoingFile[];
}

let token = recall('token');
export const http = new Http({ token: () => token, locale: () => i18n.locale });
const api = createVisitApi(http);
const live = new Live({ url: liveUrl, token: () => token });
const outbox = deliver({ api, live, name: 'kontor-widget' });
const polling = new Polling(live);
const tabs = openTabs('kontor-widget');
/** Tells the other tabs what is read in this one. */
const seen = { ticket: (ticket: number, seq: number) => tabs.tell({ ticket, seq }) };
/** Lists are asked for at every third round where no socket gets through. */
const listRounds = 3;

class Visit extends Store {
	screen: Screen = 'topics';
	organisation: Organisation | null = null;
	topics: Topic[] = [];
	/** True once we know who this is and what may be asked. */
	ready = false;
	tickets: Ticket[] = [];
	topic: Topic | null = null;
	thread: Thread | null = null;
	opening: Opening | null = null;
	/** Chosen for the question that is being written. */
	files: OutgoingFile[] = [];
	/** Where the topic has a form: what is filled in, or nothing where that is not enough. */
	answers: (() => NewTicket['fields']) | undefined;
	/** What of it experts will read, for the preview. */
	beside = '';
	problem: Problem | null = null;
	/** True where the requests are kept with an account. */
	account = false;
	/** False while the page has us hidden: nothing counts as read. */
	shown = !host.framed;
	readonly connection = new Connection({ live, outbox, polling });
	/** Where a first question waits. */
	readonly door = new Door();
	#person = '';

	set(change: Partial<Pick<Visit, 'screen' | 'organisation' | 'topics' | 'tickets' | 'topic' | 'thread' | 'opening' | 'problem' | 'account' | 'shown' | 'ready' | 'beside'>>): void {
		Object.assign(this, change);
		this.changed();
		if (change.tickets) host.tell({ kontor: 'unread', n: this.tickets.filter((ticket) => ticket.unread).length });
	}

	async start(): Promise<void> {
		live.on('ticket', ({ ticket }) => this.#put(ticket));
		live.on('seen', (read) => this.#saw(read));
		live.on('resync', () => void this.#list());
		live.onState((state) => state === 'refused' && this.#forget());
		polling.add(() => this.#list(), listRounds);
		tabs.hear((read: Read) => this.#saw(read));
		onRemembered('token', (given) => void this.#follow(given));
		addEventListener('online', () => this.problem && void this.load());
		await this.load();
	}

	/** Who we are and what may be asked; then the screen where one starts. Called again after trouble. */
	async load(): Promise<void> {
		if (this.ready) return;
		this.set({ problem: null });
		try {
			await Promise.all([this.offer(), this.#recognise()]);
		} catch (cause) {
			return this.set({ problem: asProblem(cause) });
		}
		this.set({ ready: true });
		const opening = recall('opening');
		if (opening) void this.#resume(JSON.parse(opening) as Opening);
		else this.#begin();
	}

	/** The organisation and its topics, in the language of the screen. */
	async offer(): Promise<void> {
		const [organisation, { items }] = await Promise.all([api.organisation(), api.topics(i18n.locale)]);
		const wanted = this.topic?.id ?? host.topic;
		this.set({ organisation, topics: items, topic: items.find((topic) => topic.id === wanted) ?? null });
	}

	/** Where one starts: in the request that is under way, else with a question. */
	#begin(): void {
		const current = this.tickets.find((ticket) => ticket.unread) ?? this.tickets.find((ticket) => ticket.state === 'open' || ticket.state === 'waiting');
		if (current) this.open(current.number);
		else this.set({ screen: this.topic ? 'write' : 'topics' });
	}

	open(number: number): void {
		if (this.thread?.number !== number) {
			this.thread?.dispose();
			const thread = new Thread(number, { api, live, outbox, polling, seen, viewer: { id: this.#person, role: 'customer' } });
			thread.subscribe(() => this.#seen(thread));
			void thread.load();
			this.thread = thread;
		}
		this.set({ screen: 'chat' });
	}

	/** What is read in another tab or on another device is read here. */
	#saw({ ticket, seq }: Read): void {
		const row = this.tickets.find((t) => t.number === ticket);
		if (row?.unread && row.head <= seq) this.#put({ ...row, unread: false });
	}

	/** What is read in the chat is read in the list. */
	#seen({ number, ticket }: Thread): void {
		if (ticket && !ticket.unread) this.#saw({ ticket: number, seq: ticket.head });
	}

	/** False where the form is not filled in. */
	ask(text: string, name: string, email: string): boolean {
		const { files } = this;
		const { id, form } = this.topic!;
		const fields = form[0] && this.answers?.();
		if (form[0] && !fields) return false;
		const ticket = { id: uuid7(), topic: id, text, fields, channel: 'chat', language: i18n.locale, attachments: files.map((file) => file.id) };
		void this.#send({ ticket, name, email, files });
		return true;
	}

	/** One that was on its way when the page was left. */
	async #resume(opening: Opening): Promise<void> {
		if (opening.ticket.attachments?.length) opening.files = await (await files())?.keptFirst();
		await this.#send(opening);
	}

	/** Opens the ticket, and keeps trying while the network is away or many are writing. */
	async #send(opening: Opening): Promise<void> {
		this.set({ opening, problem: null, screen: 'sending' });
		remember('opening', JSON.stringify({ ...opening, files: undefined }));
		try {
			const ticket = await this.door.enter(() => tabs.alone('door', () => this.#knock(opening)));
			if (this.opening === opening) this.#opened(ticket);
		} catch (cause) {
			if (this.opening !== opening) return;
			remember('opening', null);
			this.set({ problem: asProblem(cause) });
		}
	}

	/** One tab at a time: two that knock for the same question are one visitor. */
	async #knock(opening: Opening): Promise<Ticket> {
		await this.#introduce(opening);
		if (opening.files?.length) await (await files())?.sendFirst(opening.ticket.id, opening.files, recall);
		return api.openTicket(opening.ticket);
	}

	#opened(ticket: Ticket): void {
		remember('opening', null);
		host.tell({ kontor: 'used' });
		this.#dropFiles();
		keepDraft('widget.new.form', '');
		this.set({ opening: null, problem: null, topic: null });
		this.#put(ticket);
		this.open(ticket.number);
	}

	/** Back to the question after the server refused it; answers its text. */
	rewrite(): string {
		const text = this.opening?.ticket.text ?? '';
		this.set({ opening: null, problem: null, screen: this.topic ? 'write' : 'topics' });
		return text;
	}

	discard(): void {
		this.#dropFiles();
		keepDraft('widget.new.form', '');
		this.rewrite();
	}

	/** Files of a question that has gone, or is given up, are kept no longer. */
	#dropFiles(): void {
		this.files = [];
		void files().then((it) => it?.keepFirst([]));
	}

	/** A device becomes a visitor with the first question, not by looking. */
	async #introduce({ name, email }: Opening): Promise<void> {
		if (!token && recall('token')) await this.#follow(recall('token'));
		if (token) return;
		const visitor = await api.visit({ name: name || undefined, email: email || undefined, locale: i18n.locale });
		this.#enter(visitor.token, visitor.customer.id);
	}

	/** True where signing out would delete what was written here. */
	get unsent(): boolean {
		return outbox.unsent + countDrafts() > 0;
	}

	async askForStaff(): Promise<void> {
		const { thread } = this;
		thread?.take(await api.escalate(thread.number, 'customer_asked'));
	}

	async rate({ stars, tags, comment }: { stars: number; tags: string[]; comment: string }): Promise<void> {
		const { thread } = this;
		thread?.take(await api.rate(thread.number, { stars, tags, comment: comment || undefined }));
	}

	/** An account keeps what this device has asked. */
	async register(email: string, password: string): Promise<void> {
		const session = await api.register({ email, password });
		this.#enter(session.token, session.id);
		this.set({ account: true });
	}

	async signIn(email: string, password: string): Promise<void> {
		const session = await api.signIn({ email, password });
		this.#enter(session.token, session.id);
		this.set({ account: true });
		await this.#list();
		host.tell({ kontor: 'used' });
		this.set({ screen: this.tickets.length ? 'requests' : 'topics' });
	}

	/** What was written here and not sent is deleted with the session. */
	async signOut(): Promise<void> {
		await outbox.forget();
		forgetDrafts();
		this.#dropFiles();
		await api.signOut().catch(() => undefined);
		this.#forget();
	}

	#enter(given: string, person: string): void {
		token = given;
		remember('token', given);
		this.thread?.dispose();
		this.thread = null;
		live.stop();
		live.start();
		if (this.#person !== person) void outbox.open(person);
		this.#person = person;
	}

	/** Another tab has become a visitor, signed in or out: so have we. */
	async #follow(given: string | null): Promise<void> {
		if (given === token) return;
		if (!given) return this.#forget();
		token = given;
		live.stop();
		await this.#recognise();
		if (this.screen !== 'sending') this.#begin();
	}

	async #recognise(): Promise<void> {
		if (!token) return;
		try {
			const me = await api.me();
			this.#person = me.id;
			this.set({ account: me.account });
			await outbox.open(me.id);
			live.start();
			await this.#list();
		} catch (cause) {
			if (asProblem(cause).code !== 'unauthenticated') throw cause;
			this.#forget();
		}
	}

	async #list(): Promise<void> {
		if (!token) return;
		this.set({ tickets: (await api.tickets({ view: 'mine' })).items });
	}

	#forget(): void {
		token = null;
		remember('token', null);
		live.stop();
		outbox.close();
		this.thread?.dispose();
		this.#person = '';
		this.set({ thread: null, account: false, tickets: [], screen: 'topics' });
	}

	#put(ticket: Ticket): void {
		this.set({ tickets: [ticket, ...this.tickets.filter((t) => t.number !== ticket.number)] });
	}
}

export const visit = new Visit();
