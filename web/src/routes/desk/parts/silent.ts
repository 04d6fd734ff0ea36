import type { Key } from '$core/messages';
import type { Me, Ticket } from '$core/types';

/** Why somebody cannot write to the customer now, in words. `over`: nothing one could do would change it. */
export interface Silence {
	title: Key;
	text: Key;
	over: boolean;
}

export function whySilent(ticket: Ticket, me: Me, ended: string | null): Silence {
	const say = (name: 'closed' | 'offered' | 'gone' | 'past' | 'solved' | 'resolved' | 'take' | 'colleague' | 'expert', over = false): Silence => ({ title: `desk.silent.${name}`, text: `desk.silent.${name}.text`, over });
	if (me.role === 'expert') {
		if (ticket.grant === 'offered') return ended ? say('gone', true) : say('offered');
		if (ticket.grant === 'solved' && !ended) return say('solved', true);
		return say('past', true);
	}
	if (ticket.state === 'closed') return say('closed', true);
	if (!ticket.assignee) return say('take');
	if (ticket.assignee.id === me.id) return say('resolved', true);
	return say(ticket.assignee.role === 'expert' ? 'expert' : 'colleague');
}
