import { createContext } from 'svelte';
import { goto } from '$app/navigation';
import { showPersonal } from '$core/personal';
import { Problem } from '$core/http';
import { t } from '$core/i18n.svelte';
import type { Key } from '$core/messages';
import type { Ticket } from '$core/types';
import { actions, type Action, type Questions } from '$ticket';
import { keepDraft } from '$ticket/draft';
import type { Desk } from './desk.svelte';
import { notice } from './notice';
import { phone } from './screen';

/** What a dialog of the workspace may be asked: those of the actions, and whether to take a ticket from somebody. */
export interface DeskQuestions extends Questions {
	takeover: { sure: true };
}

export type Question = keyof DeskQuestions;
export interface Asked {
	question: Question;
	ticket: Ticket;
	answer(value: unknown): void;
}

const doneTexts: Partial<Record<string, Key>> = {
	take: 'desk.done.take',
	skip: 'desk.done.skip',
	resolve: 'desk.done.resolve',
	reopen: 'desk.done.reopen',
	escalate: 'desk.done.escalate',
	release: 'desk.done.release',
	handback: 'desk.done.handback',
	assign: 'desk.done.assign'
};

/** Runs actions: asks what has to be asked, says what was done and how to undo it, and what went wrong. */
export class Acts {
	/** The question on screen. */
	asked = $state.raw<Asked | null>(null);
	/** The action under way, as `claim:1042`. */
	busy = $state<string | null>(null);

	constructor(private readonly desk: Desk) {}

	isBusy(action: string, ticket: Ticket): boolean {
		return this.busy === `${action}:${ticket.number}`;
	}

	async run(action: Action, ticket: Ticket): Promise<void> {
		if (this.busy) return;
		this.busy = `${action.id}:${ticket.number}`;
		this.desk.answering.add(ticket.number);
		try {
			const changed = await this.perform(action, ticket);
			if (changed) await this.done(action, ticket, changed);
		} catch (cause) {
			this.desk.answering.delete(ticket.number);
			await this.failed(action, ticket, cause);
		} finally {
			this.desk.answering.delete(ticket.number);
			this.busy = null;
		}
	}

	runById(id: string, ticket: Ticket): Promise<void> {
		const action = actions.find((a) => a.id === id);
		return action ? this.run(action, ticket) : Promise.resolve();
	}

	/** Shows a dialog; resolves with its answer, or null where it was called off. */
	ask<Q extends Question>(question: Q, ticket: Ticket): Promise<DeskQuestions[Q] | null> {
		this.asked?.answer(null);
		return new Promise((resolve) => {
			this.asked = {
				question,
				ticket,
				answer: (value) => {
					this.asked = null;
					resolve(value as DeskQuestions[Q] | null);
				}
			};
		});
	}

	async openPersonal(reason: string): Promise<void> {
		const thread = this.desk.thread;
		if (!thread) return;
		const personal = await this.desk.api.personal(thread.number, reason.trim() || undefined);
		this.desk.keepPersonal(thread.number, personal);
		await showPersonal(thread, personal);
		notice.done(t('desk.personal.opened'));
	}

	/** What was opened before, or at once, is fetched again; that is no look of its own. */
	async fetchPersonal(): Promise<void> {
		const thread = this.desk.thread;
		if (!thread) return;
		const personal = await this.desk.api.openedPersonal(thread.number);
		this.desk.keepPersonal(thread.number, personal);
		await showPersonal(thread, personal);
	}

	private async perform(action: Action, ticket: Ticket): Promise<Ticket | null> {
		if (action.id === 'take' && ticket.assignee) return this.takeOver(ticket);
		return action.run({
			ticket,
			viewer: { id: this.desk.me.id, role: this.desk.me.role },
			api: this.desk.api,
			ask: (question) => this.ask(question, ticket),
			openPersonal: (reason) => this.openPersonal(reason)
		});
	}

	private async takeOver(ticket: Ticket): Promise<Ticket | null> {
		const sure = await this.ask('takeover', ticket);
		return sure && this.desk.api.assign(ticket.number, undefined, true);
	}

	private async done(action: Action, before: Ticket, after: Ticket): Promise<void> {
		this.desk.take(after);
		for (const name of ['escalate', 'handback', 'release']) keepDraft(`${before.number}.${name}`, '');
		this.say(action, before, after);
		if (action.id === 'claim' || action.id === 'skip') this.desk.list?.remove(before.number);
		if (action.id === 'claim') await goto(`/desk/mine/${before.number}`);
		if ((action.id === 'claim' || action.id === 'take') && !phone.current) this.desk.pane?.reply();
		if (action.id === 'skip' && this.desk.thread?.number === before.number) await goto('/desk/offers');
	}

	private say(action: Action, before: Ticket, after: Ticket): void {
		const key = action.id === 'escalate' && after.peers ? 'desk.done.peers' : doneTexts[action.id];
		if (!key) return;
		const text = t(key, { number: `#${after.number}`, who: after.assignee?.name ?? '' });
		const undo = action.id === 'resolve' ? 'reopen' : action.id === 'take' && before.assignee === null ? 'release' : null;
		if (!undo) return notice.done(text);
		notice.undoable(text, t('desk.undo'), () => void this.undo(undo, after));
	}

	private async undo(act: 'reopen' | 'release', ticket: Ticket): Promise<void> {
		try {
			this.desk.take(await this.desk.api[act](ticket.number));
			notice.say(t('desk.undone'));
		} catch (cause) {
			notice.problem(cause);
		}
	}

	/** Somebody was faster: say so gently and show how things stand. A colleague took it: ask whether to take it over. */
	private async failed(action: Action, ticket: Ticket, cause: unknown): Promise<void> {
		const lost = cause instanceof Problem && (cause.code === 'conflict' || cause.code === 'not_found');
		if (!lost) return notice.problem(cause);
		if (cause.fields.lessons) {
			notice.say(t('desk.lessons_first'));
			return void (await goto('/expert'));
		}
		if (action.id === 'claim' || action.id === 'skip') {
			this.desk.offerGone(ticket.number, 'lost');
			return notice.say(t('desk.offer.gone.lost'));
		}
		const now = await this.desk.api.ticket(ticket.number).catch(() => null);
		if (now) this.desk.take(now);
		if (action.id === 'take' && now?.assignee && now.assignee.id !== this.desk.me.id && !ticket.assignee) {
			const changed = await this.takeOver(now).catch((again) => (notice.problem(again), null));
			if (changed) await this.done(action, now, changed);
			return;
		}
		notice.problem(cause);
	}
}

export const [useActs, setActs] = createContext<Acts>();
