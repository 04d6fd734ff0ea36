import { useEffect } from 'preact/hooks';
import { t } from '$core/i18n';
import type { Thread } from '$core/thread';
import type { Ticket } from '$core/types';
import { Composer } from './composer';
import { ConnectionLine } from './connection-line';
import { files } from './files';
import { Icon } from './icon';
import { Log } from './log';
import { Later, fetchParts } from './later';
import { Loading, Trouble } from './states';
import { recall } from './storage';
import { useStore } from './use';
import { visit } from './visit';

/** The request that is open: who answers and what they can see, the log, and where one writes. */
export function Chat({ thread }: { thread: Thread }) {
	const { ticket, problem, loading } = useStore(thread);
	// What may be wanted next is there before it is: the network may not be.
	useEffect(() => void fetchParts().catch(() => {}), []);

	if (problem) return <Trouble cause={problem} onRetry={() => thread.load()} />;
	if (!ticket) return <Loading />;
	const over = ticket.state === 'resolved' || ticket.state === 'closed';
	const writer = over || ticket.tier === 'staff' ? undefined : {};
	const unanswered = !loading && !over && !ticket.assignee && thread.entries.every((entry) => entry.kind === 'event' || entry.author.role === 'customer');
	return (
		<>
			{!over && <Safe ticket={ticket} />}
			<Log thread={thread} shown={visit.shown} />
			{unanswered && <p class="waiting">{t('widget.chat.sent')}</p>}
			{over && <Over ticket={ticket} />}
			<Later part="Contact" quiet ticket={ticket} over={over} />
			<ConnectionLine />
			<div class="compose" ref={(node) => void files().then((it) => it?.attach(node, thread, recall))}>
				{ticket.may.includes('post') ? (
					<Composer key={ticket.number} draft={String(ticket.number)} label={t(over ? 'widget.chat.reopen' : 'widget.chat.placeholder')} writer={writer} onSend={(text) => thread.send(text)} onTyping={() => thread.typing()} />
				) : (
					<p class="soft">{t('widget.chat.closed')}</p>
				)}
			</div>
		</>
	);
}

/** Who reads this, and what they cannot see: said plainly, and changed when it changes. */
function Safe({ ticket: { tier, assignee } }: { ticket: Ticket }) {
	const who = tier === 'staff' ? (assignee ? 'staff' : 'staff_waiting') : assignee ? 'expert' : 'waiting';
	return (
		<p class={`safe ${tier}`} role="status">
			<Icon name="lock" size={16} />
			{t(`widget.safe.${who}`)}
		</p>
	);
}

function Over({ ticket }: { ticket: Ticket }) {
	if (ticket.may.includes('rate')) return <Later part="Rating" who={ticket.assignee?.name ?? visit.organisation?.name ?? ''} />;
	return (
		<div class="rating">
			{ticket.rating && <p>{t('ticket.rating.thanks')}</p>}
			<button type="button" class="link" onClick={() => visit.set({ screen: 'topics' })}>{t('widget.new')}</button>
		</div>
	);
}
