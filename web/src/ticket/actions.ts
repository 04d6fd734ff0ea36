import ArrowUpRight from '@lucide/svelte/icons/arrow-up-right';
import CheckIcon from '@lucide/svelte/icons/check';
import CornerUpLeft from '@lucide/svelte/icons/corner-up-left';
import Eye from '@lucide/svelte/icons/eye';
import Hand from '@lucide/svelte/icons/hand';
import LogOut from '@lucide/svelte/icons/log-out';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import SkipForward from '@lucide/svelte/icons/skip-forward';
import UserCheck from '@lucide/svelte/icons/user-check';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import type { Api } from '$core/api';
import type { Key } from '$core/messages';
import type { Act, EscalationReason, Handover, Ticket } from '$core/types';
import type { Viewer } from '$core/thread';

/**
 * What can be done with a ticket, as data: the same list feeds buttons, menus, keys and the command palette.
 * The server decides what may be done (`ticket.may`); `when` only adds what makes sense on this screen.
 */
export interface Action {
	id: string;
	title: Key;
	icon: Component;
	/** A single key, pressed while no field has focus. */
	shortcut?: string;
	/** The one thing to do next: drawn as the primary button. */
	primary?: (ticket: Ticket, viewer: Viewer) => boolean;
	when: (ticket: Ticket, viewer: Viewer) => boolean;
	/** Answers the changed ticket, or null where the person thought better of it. */
	run: (context: ActionContext) => Promise<Ticket | null>;
}

/** Questions that an action asks first; the surface draws the dialogs. Null means: called off. */
export interface Questions {
	escalate: { reason: EscalationReason; note: Handover };
	handback: { note: string };
	release: { note: string };
	assign: { person: string };
	personal: { reason: string };
}

export interface ActionContext {
	ticket: Ticket;
	viewer: Viewer;
	api: Api;
	ask<Q extends keyof Questions>(question: Q): Promise<Questions[Q] | null>;
	/** Opens personal data in the thread on screen. */
	openPersonal(reason: string): Promise<void>;
}

const may = (act: Act) => (ticket: Ticket) => ticket.may.includes(act);
const isMine = (ticket: Ticket, viewer: Viewer) => ticket.assignee?.id === viewer.id;

export const actions: Action[] = [
	{ id: 'claim', title: 'ticket.action.claim', icon: Hand, shortcut: 'c', primary: () => true, when: may('claim'), run: ({ api, ticket }) => api.claim(ticket.number) },
	{ id: 'skip', title: 'ticket.action.skip', icon: SkipForward, shortcut: 's', when: may('skip'), run: ({ api, ticket }) => api.skip(ticket.number) },
	{
		id: 'take',
		title: 'ticket.action.take',
		icon: UserCheck,
		shortcut: 'c',
		primary: (ticket) => ticket.assignee === null,
		when: (ticket, viewer) => may('assign')(ticket) && !isMine(ticket, viewer),
		run: ({ api, ticket }) => api.assign(ticket.number)
	},
	{
		id: 'resolve',
		title: 'ticket.action.resolve',
		icon: CheckIcon,
		shortcut: 'd',
		primary: (ticket, viewer) => isMine(ticket, viewer),
		when: may('resolve'),
		run: ({ api, ticket }) => api.resolve(ticket.number)
	},
	{ id: 'reopen', title: 'ticket.action.reopen', icon: RotateCcw, shortcut: 'o', when: may('reopen'), run: ({ api, ticket }) => api.reopen(ticket.number) },
	{
		id: 'escalate',
		title: 'ticket.action.escalate',
		icon: ArrowUpRight,
		shortcut: 'e',
		when: (ticket, viewer) => may('escalate')(ticket) && viewer.role !== 'customer',
		run: asked('escalate', ({ api, ticket }, { reason, note }) => api.escalate(ticket.number, reason, note))
	},
	{ id: 'release', title: 'ticket.action.release', icon: LogOut, shortcut: 'l', when: may('release'), run: asked('release', ({ api, ticket }, { note }) => api.release(ticket.number, note)) },
	{
		id: 'handback',
		title: 'ticket.action.handback',
		icon: CornerUpLeft,
		shortcut: 'b',
		when: may('handback'),
		run: asked('handback', ({ api, ticket }, { note }) => api.handBack(ticket.number, note))
	},
	{ id: 'assign', title: 'ticket.action.assign', icon: Users, shortcut: 'a', when: may('assign'), run: asked('assign', ({ api, ticket }, { person }) => api.assign(ticket.number, person)) },
	{
		id: 'personal',
		title: 'ticket.action.personal',
		icon: Eye,
		shortcut: 'p',
		when: (ticket) => may('personal')(ticket) && !ticket.personal_until,
		run: asked('personal', async ({ openPersonal }, { reason }) => {
			await openPersonal(reason);
			return null;
		})
	}
];

export function actionsFor(ticket: Ticket, viewer: Viewer): Action[] {
	return actions.filter((action) => action.when(ticket, viewer));
}

/** The primary action first, then the rest in their order. */
export function primaryAction(ticket: Ticket, viewer: Viewer): Action | undefined {
	return actionsFor(ticket, viewer).find((action) => action.primary?.(ticket, viewer));
}

function asked<Q extends keyof Questions>(question: Q, then: (context: ActionContext, answer: Questions[Q]) => Promise<Ticket | null>) {
	return async (context: ActionContext) => {
		const answer = await context.ask(question);
		return answer === null ? null : then(context, answer);
	};
}
