import { t } from '$core/i18n';
import { when } from '$core/time';
import type { Ticket } from '$core/types';
import { Icon } from './icon';
import { visit } from './visit';

export function Requests() {
	return (
		<div class="page">
			<h2>{t('widget.requests')}</h2>
			{visit.tickets.map((ticket) => (
				<button type="button" key={ticket.number} class="choice" onClick={() => visit.open(ticket.number)}>
					<span>
						<b class={ticket.unread ? 'unread' : ''}>
							{ticket.unread && <span class="visually-hidden">{t('ticket.unread')}: </span>}
							{ticket.subject}
						</b>
						<small>
							{t(stateKey(ticket))} · {when(ticket.updated_at)}
						</small>
					</span>
					<Icon name="go" size={17} />
				</button>
			))}
			<button type="button" class="button" onClick={() => visit.set({ screen: 'topics' })}>{t('widget.new')}</button>
			{!visit.account && <button type="button" class="link" onClick={() => visit.set({ screen: 'account' })}>{t('widget.account.keep')}</button>}
		</div>
	);
}

function stateKey({ state, assignee }: Ticket) {
	if (state === 'waiting') return 'ticket.state.waiting_you';
	if (state === 'open') return assignee ? 'ticket.state.answering' : 'ticket.state.looking';
	return `ticket.state.${state}` as const;
}
