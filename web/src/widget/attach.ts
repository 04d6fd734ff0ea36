import words from 'virtual:attach-messages';
import { fileSize, type OutgoingFile } from '$core/files';
import type { Thread } from '$core/thread';
import type { Attachment } from '$core/types';
import { upload } from '$core/upload';
import { Uploads } from '$core/uploads';
import { pick } from '$ticket/pick';
import rules from './attach.css?inline';
import { keep as keepHere, kept } from './kept';
import { looks } from './looks';

/**
 * Files in the chat. A build of its own, fetched when a chat is open: the chat itself has to stay small. So it
 * draws beside what Preact draws and touches nothing of that: a strip above the field, and a list under each
 * message that has files. A file is sent as soon as it is chosen; the message waits for it. Only with a first
 * question files go when it does: before, nobody is known whose they could be.
 */

interface Waiting extends OutgoingFile {
	stop: AbortController;
	there?: boolean;
}

type Word = keyof (typeof words)['en'];

const say = (key: Word, name = '') => (words[document.documentElement.lang as 'en'] ?? words.en)[key]!.replace('{name}', name);
const size = (bytes: number) => fileSize(bytes, document.documentElement.lang);
const strips = new WeakMap<HTMLElement, Strip>();
/** Those of a first question. */
let uploads: Uploads | undefined;

/** Called with every drawing of the chat. */
export function attach(compose: HTMLElement | null, thread: Thread, recall: (key: string) => string | null): void {
	if (!compose) return;
	let strip = strips.get(compose);
	if (!strip) strips.set(compose, (strip = new Strip(compose, recall)));
	strip.show(thread);
}

/** Called with every drawing of the page for a first question; `held` are the files that are to go with it, else those that a reload has left. */
export function attachFirst(page: HTMLElement | null, recall: (key: string) => string | null, held: OutgoingFile[], keep: (files: OutgoingFile[]) => void): void {
	if (!page) return;
	let strip = strips.get(page);
	if (!strip) {
		const fresh = (strip = new Strip(page, recall, (files) => (keep(files), void keepHere(files))));
		strips.set(page, fresh);
		if (held.length) fresh.put(held);
		else void kept().then((files) => files.length && fresh.put(files));
	}
	strip.label();
}

/** Files of a first question that was on its way when the page was left. */
export const keptFirst = kept;

/** Keeps the files of a first question on this device, and no others; those of one that has gone are forgotten. */
export const keepFirst = keepHere;

/** Sends the files of a first question; rejects with Problem. */
export function sendFirst(id: string, files: OutgoingFile[], recall: (key: string) => string | null): Promise<void> {
	uploads ??= new Uploads({ token: () => recall('token') });
	return uploads.send({ id, ticket: 0, files });
}

/** Shows below a first question which files are on their way with it. */
export function showFirst(page: HTMLElement | null, files: OutgoingFile[] = []): void {
	const message = page?.querySelector('.message');
	if (!message || !files.length || message.querySelector('.files')) return;
	const bars = files.map(({ name }) => make('progress', { max: 1, value: 0, ariaLabel: say('progress', name) }));
	message.append(make('ul', { className: 'files' }, ...files.map((file, i) => make('li', {}, make('span', {}, file.name, ' ', make('small', {}, size(file.size)), ' ', bars[i]!)))));
	const off = uploads?.subscribe(() => (message.isConnected ? files.forEach(({ id }, i) => (bars[i]!.value = uploads!.progress[id] ?? 0)) : off?.()));
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, props: Partial<HTMLElementTagNameMap[K]> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
	const node = Object.assign(document.createElement(tag), props);
	node.append(...children);
	return node;
}

function clip(): SVGElement {
	const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
	const path = document.createElementNS(svg.namespaceURI, 'path') as SVGPathElement;
	path.setAttribute('d', 'm20 11-8.6 8.6a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7L9.2 17a1.7 1.7 0 0 1-2.4-2.4l8-8');
	svg.setAttribute('viewBox', '0 0 24 24');
	svg.append(path);
	svg.ariaHidden = 'true';
	return svg;
}

class Strip {
	#thread?: Thread;
	#off?: () => void;
	#files: Waiting[] = [];
	#sending = false;
	readonly #compose: HTMLElement;
	readonly #recall: (key: string) => string | null;
	/** Where a first question is written: is told the files that are to go with it. */
	readonly #keep?: (files: OutgoingFile[]) => void;
	readonly #chooser = make('input', { type: 'file', multiple: true, hidden: true });
	readonly #clip = make('button', { type: 'button', className: 'clip' });
	readonly #list = make('ul', { className: 'picked' });
	readonly #word = make('p', { className: 'state bad', role: 'alert' });
	readonly #bar = make('div', { className: 'attach' }, this.#chooser, this.#clip, this.#list, this.#word);

	constructor(compose: HTMLElement, recall: (key: string) => string | null, keep?: (files: OutgoingFile[]) => void) {
		this.#compose = compose;
		this.#recall = recall;
		this.#keep = keep;
		looks(rules);
		this.#clip.append(clip());
		this.#clip.onclick = () => this.#chooser.click();
		this.#chooser.onchange = () => (this.#take(this.#chooser.files ?? []), (this.#chooser.value = ''));
		compose.addEventListener('submit', (event) => this.#hold(event), true);
		compose.addEventListener('keydown', (event) => event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target === this.#field && this.#hold(event), true);
		compose.addEventListener('input', () => this.#free());
		compose.addEventListener('paste', (event) => this.#given(event, event.clipboardData));
		const chat = compose.parentElement!;
		chat.addEventListener('dragover', (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault());
		chat.addEventListener('drop', (event) => this.#given(event, event.dataTransfer));
		new MutationObserver(() => this.#decorate()).observe(chat, { childList: true, subtree: true });
	}

	/** What is drawn whatever the thread is, in the language of the moment. */
	label(): void {
		const label = say('attach');
		this.#clip.title = label;
		this.#clip.ariaLabel = this.#chooser.ariaLabel = label;
		const tools = this.#compose.querySelector('.tools');
		this.#bar.hidden = !tools;
		if (tools && !this.#bar.isConnected) tools.prepend(this.#bar);
	}

	show(thread: Thread): void {
		this.label();
		if (thread === this.#thread) return;
		this.#off?.();
		this.#thread = thread;
		this.#off = thread.subscribe(() => this.#decorate());
		this.#drop(this.#files);
		this.#decorate();
	}

	get #field(): HTMLTextAreaElement | null {
		return this.#compose.querySelector('textarea');
	}

	#given(event: Event, data: DataTransfer | null): void {
		if (!this.#compose.isConnected || !data?.files.length || !this.#field || (event.type === 'paste' && data.getData('text/plain'))) return;
		event.preventDefault();
		this.#take(data.files);
	}

	#take(given: Iterable<File>): void {
		const { files, refused } = pick(this.#files, given);
		const fresh = files.slice(this.#files.length);
		this.#word.textContent = refused ? say(refused.key.slice('ticket.file.'.length) as Word, refused.name) : '';
		this.put(fresh);
		this.#free();
		this.#field?.focus();
	}

	put(files: OutgoingFile[]): this {
		const fresh = files.map((file) => ({ ...file, stop: new AbortController() }));
		this.#files.push(...fresh);
		for (const file of fresh) {
			this.#list.append(this.#row(file));
			if (this.#thread) void this.#send(file);
		}
		this.#keep?.(this.#files);
		return this;
	}

	#row(file: Waiting): HTMLElement {
		const label = say('remove', file.name);
		return make('li', { id: `file-${file.id}` }, make('span', {}, file.name), make('small', {}, size(file.size)), this.#thread ? make('progress', { max: 1, value: 0, ariaLabel: say('progress', file.name) }) : '', make('button', { type: 'button', ariaLabel: label, title: label, onclick: () => this.#drop([file]) }, '×'));
	}

	#drop(files: Waiting[]): void {
		for (const { id, stop } of files) (stop.abort(), document.getElementById(`file-${id}`)?.remove());
		this.#files = this.#files.filter((file) => !files.includes(file));
		if (!this.#files.length) this.#sending = false;
		this.#keep?.(this.#files);
		this.#go();
	}

	/** Tries until the file is there, is refused, or is taken back. */
	async #send(file: Waiting): Promise<void> {
		const bar = document.getElementById(`file-${file.id}`)!.querySelector('progress')!;
		const { signal } = file.stop;
		const thread = this.#thread!;
		for (let pause = 1_000; !signal.aborted; pause = Math.min(2 * pause, 30_000)) {
			const answer = await upload(`/api/v1/tickets/${thread.number}/attachments/${file.id}`, { headers: this.#headers(), file: file.blob, name: file.name, signal, progress: (share) => (bar.value = share) }).catch(() => null);
			if (signal.aborted) return;
			if (answer?.ok) {
				file.there = true;
				bar.remove();
				return this.#go();
			}
			if (answer && answer.status < 500 && answer.status !== 429) {
				this.#word.textContent = say('refused', file.name);
				return this.#drop([file]);
			}
			await new Promise((resolve) => setTimeout(resolve, Math.max(pause, Number(answer?.headers.get('Retry-After')) * 1_000 || 0)));
		}
	}

	#headers(): Record<string, string> {
		return { Authorization: `Bearer ${this.#recall('token')}` };
	}

	/** The chat would send the words alone: they wait for the files. */
	#hold(event: Event): void {
		if (!this.#thread || !this.#files.length) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		this.#sending = true;
		this.#go();
	}

	#go(): void {
		const field = this.#field;
		if (!this.#sending || !field || !this.#files.length || this.#files.some((file) => !file.there)) return;
		const files = this.#files.map(({ id, name, size }) => ({ id, name, size, blob: new Blob() }));
		void this.#thread!.send(field.value.trim(), { files });
		this.#drop(this.#files);
		this.#word.textContent = '';
		field.value = '';
		field.dispatchEvent(new Event('input', { bubbles: true }));
	}

	/** Files can be sent without words. */
	#free(): void {
		requestAnimationFrame(() => {
			const button = this.#compose.querySelector<HTMLButtonElement>('form .button');
			if (button && this.#thread && this.#files.length) button.disabled = false;
		});
	}

	/** The messages of the log stand in the order of the thread. */
	#decorate(): void {
		const thread = this.#thread;
		if (!thread) return;
		const drawn = this.#compose.parentElement?.querySelectorAll('.log .message') ?? [];
		const said: (Attachment | OutgoingFile)[][] = [...thread.entries.filter((entry) => entry.kind === 'message').map((entry) => entry.data?.attachments ?? []), ...thread.pending.map((item) => item.files ?? [])];
		if (drawn.length !== said.length) return;
		drawn.forEach((node, i) => this.#under(node, said[i]!));
	}

	#under(message: Element, files: (Attachment | OutgoingFile)[]): void {
		const shown = message.querySelector<HTMLElement>(':scope > .files');
		const ids = files.map((file) => file.id + ('kind' in file)).join();
		if ((shown?.dataset.ids ?? '') === ids) return;
		shown?.remove();
		if (!files.length) return;
		const list = make('ul', { className: 'files' }, ...files.map((file) => make('li', {}, 'kind' in file ? this.#link(file) : make('span', {}, file.name, ' ', make('small', {}, size(file.size))))));
		list.dataset.ids = ids;
		message.append(list);
	}

	#link(file: Attachment): HTMLElement {
		const name = file.name || say(`kind.${file.kind}` as Word);
		const link = make('button', { type: 'button', onclick: () => void this.#save(file) }, name, ' ', make('small', {}, size(file.size)));
		if (file.kind === 'image') void this.#fetch(file).then((blob) => blob && link.replaceChildren(make('img', { src: URL.createObjectURL(blob), alt: name })));
		return link;
	}

	async #save(file: Attachment): Promise<void> {
		const blob = await this.#fetch(file);
		if (!blob) return;
		const href = URL.createObjectURL(blob);
		make('a', { href, download: file.name || 'file' }).click();
		setTimeout(() => URL.revokeObjectURL(href), 60_000);
	}

	async #fetch(file: Attachment): Promise<Blob | null> {
		const answer = await fetch(`/api/v1/tickets/${this.#thread!.number}/attachments/${file.id}`, { headers: this.#headers(), credentials: 'omit' }).catch(() => null);
		return answer?.ok ? answer.blob() : null;
	}
}
