import { tryT } from '$core/i18n';
import type { Entry } from '$core/types';

/** An event in a sentence; null where there is nothing worth saying in this place. */
export function eventText(entry: Entry, viewerId: string, forCustomer: boolean): string | null {
	const { event, reason, to, stars } = entry.data ?? {};
	if (!event || (event === 'amended' && forCustomer && reason !== 'leak')) return null;
	const params = { who: entry.author.name, to: to?.name ?? entry.author.name, n: stars ?? 0, reason: (reason && tryT(`ticket.reason.${reason}`)) || '' };
	const self = entry.author.id === viewerId ? 'you' : entry.author.role === 'system' ? 'system' : null;
	const keys = [
		forCustomer && `ticket.event.${event}.customer`,
		reason && !(forCustomer && event === 'amended') && `ticket.event.${event}.${reason}`,
		event === 'assigned' && to && to.id !== entry.author.id && (to.id === viewerId ? 'ticket.event.assigned.to_you' : 'ticket.event.assigned.to'),
		self && `ticket.event.${event}.${self}`,
		`ticket.event.${event}`
	];
	for (const key of keys) {
		const text = key ? tryT(key, params) : undefined;
		if (typeof text === 'string') return text || null;
	}
	return null;
}
