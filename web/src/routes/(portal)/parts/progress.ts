import { t } from '$core/i18n.svelte';
import { date } from '$core/time';
import type { Ticket } from '$core/types';

/** Where a request is, as its customer sees it: four steps, and one plain sentence. */

export const steps = ['asked', 'taken', 'answered', 'resolved'] as const;
export type Stage = 'done' | 'now' | 'ahead';

export const isOver = (ticket: Ticket) => ticket.state === 'resolved' || ticket.state === 'closed';

/** True where the customer is the one to go on. */
export const isYourTurn = (ticket: Ticket) => ticket.state === 'waiting';

/** True where the last word came from us and has not been seen. */
export const hasNews = (ticket: Ticket) => ticket.unread && ticket.last_author !== null && ticket.last_author.role !== 'customer';

/** How many steps are behind the request. */
export function stepsDone(ticket: Ticket): number {
	if (isOver(ticket)) return 4;
	if (ticket.state === 'waiting') return 3;
	return ticket.assignee ? 2 : 1;
}

export function stages(ticket: Ticket): Stage[] {
	const done = stepsDone(ticket);
	return steps.map((_, i) => (i < done ? 'done' : i === done ? 'now' : 'ahead'));
}

export function sentence(ticket: Ticket): string {
	const who = ticket.assignee?.name ?? ticket.rating?.handler?.name ?? '';
	if (ticket.state === 'closed') return t('portal.says.closed', { day: date(ticket.updated_at) });
	if (ticket.state === 'resolved') return t(ticket.rating || !who ? 'portal.says.resolved' : 'portal.says.resolved_rate', { who });
	if (ticket.state === 'waiting') return who ? t('portal.says.your_turn', { who }) : t('portal.says.your_turn_nobody');
	if (!ticket.assignee) return t(ticket.tier === 'staff' ? 'portal.says.queue' : 'portal.says.looking');
	return t(ticket.assignee.role === 'expert' ? 'portal.says.expert' : 'portal.says.staff', { who });
}
