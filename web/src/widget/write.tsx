import { useState } from 'preact/hooks';
import { t } from '$core/i18n';
import type { Topic } from '$core/types';
import { keepDraft } from '$ticket/draft';
import { Composer } from './composer';
import { Field } from './field';
import { files } from './files';
import { Later } from './later';
import { Message } from './message';
import { recall } from './storage';
import { useStore } from './use';
import { visit } from './visit';

const draft = 'widget.new';

/** The first message. Name and e-mail are an offer, folded away, with who will see them. */
export function Write({ topic }: { topic: Topic }) {
	const [name, setName] = useState('');
	const [email, setEmail] = useState('');
	return (
		<div class="page" ref={(node) => void files().then((it) => it?.attachFirst(node, recall, visit.files, (chosen) => (visit.files = chosen)))}>
			<h2>{t('widget.write.title')}</h2>
			<p class="soft">
				{topic.name}{' '}
				<button type="button" class="link" onClick={() => visit.set({ screen: 'topics' })}>{t('widget.write.change')}</button>
			</p>
			{topic.form[0] && <Later part="Form" form={topic.form} draft={draft} experts={topic.policy !== 'staff_only'} />}
			<Composer draft={draft} label={t('widget.write.label')} button={t('widget.write.send')} writer={topic.policy === 'staff_only' ? undefined : { name: name.trim(), email: email.trim() }} onSend={(text) => visit.ask(text, name.trim(), email.trim())} />
			{!visit.tickets.length && !visit.account && (
				<details>
					<summary>
						{t('widget.about.title')} <small>{t('widget.about.optional')}</small>
					</summary>
					<p class="why">{t('widget.about.why')}</p>
					<Field label={t('widget.about.name')} autocomplete="name" value={name} onValue={setName} />
					<Field label={t('widget.about.email')} type="email" autocomplete="email" value={email} onValue={setEmail} />
				</details>
			)}
		</div>
	);
}

/** The question on its way: it shows at once, and says when it has to wait and for how long. */
export function Sending() {
	const { opening, problem, door } = visit;
	const { waiting } = useStore(door);
	return (
		<div class="page" ref={(node) => void files().then((it) => it?.showFirst(node, opening?.files))}>
			<Message
				author={{ id: '', role: 'customer', name: '' }}
				text={opening?.ticket.text ?? ''}
				at={new Date().toISOString()}
				mine
				delivery="sending"
				failed={problem?.code}
				onRewrite={() => keepDraft(draft, visit.rewrite())}
				onDiscard={() => visit.discard()}
			/>
			<p class="soft" role="status">{waiting && t(waiting.seconds === null ? 'ticket.connection.away' : waiting.problem.code === 'limited' ? 'ticket.door.limited' : 'ticket.door.full')}</p>
			{!!waiting?.seconds && <p class="soft" role="timer">{t('ticket.door.next', { n: waiting.seconds })}</p>}
		</div>
	);
}
