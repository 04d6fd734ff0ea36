import Flag from '@lucide/svelte/icons/flag';
import Inbox from '@lucide/svelte/icons/inbox';
import Layers from '@lucide/svelte/icons/layers';
import Sparkles from '@lucide/svelte/icons/hand-helping';
import UserRound from '@lucide/svelte/icons/user-round';
import type { Component } from 'svelte';
import type { Counts, Role, TicketView } from '$core/types';

/** The lists of the workspace: experts are offered tickets, staff have a queue. */
export function viewsOf(role: Role): TicketView[] {
	return role === 'expert' ? ['offers', 'mine', 'all'] : ['queue', 'mine', 'flagged', 'all'];
}

export const viewIcons: Record<TicketView, Component> = { offers: Sparkles, queue: Inbox, mine: UserRound, flagged: Flag, all: Layers };

/** How many wait there; nothing is counted for all. */
export function countOf(view: TicketView, counts: Counts): number {
	return view === 'all' ? 0 : counts[view];
}

/** What a list shows. Lives in the address, so that reloading and going back keep it. */
export interface ListQuery {
	view: TicketView;
	state: string;
	topic: string;
	q: string;
}

export function queryOf(view: TicketView, search: URLSearchParams): ListQuery {
	return { view, state: search.get('state') ?? '', topic: search.get('topic') ?? '', q: search.get('q') ?? '' };
}

export function sameQuery(a: ListQuery, b: ListQuery): boolean {
	return a.view === b.view && a.state === b.state && a.topic === b.topic && a.q === b.q;
}

/** The address of a list, or of a ticket beside it. */
export function addressOf(query: ListQuery, number?: number): string {
	const search = new URLSearchParams();
	for (const name of ['state', 'topic', 'q'] as const) if (query[name]) search.set(name, query[name]);
	const tail = search.size ? `?${search}` : '';
	return `/desk/${query.view}${number ? `/${number}` : ''}${tail}`;
}
