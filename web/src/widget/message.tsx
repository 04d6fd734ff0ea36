import { t, tryT } from '$core/i18n';
import type { DeliveryState } from '$core/thread';
import { clock, fullTime } from '$core/time';
import type { PersonRef } from '$core/types';
import { IconButton } from './icon';
import { Text } from './text';

function initials(name: string): string {
	return name.split(/[\s.]+/, 2).map((part) => [...part][0] ?? '').join('').toUpperCase();
}

export function Message({ author, text, at, mine, follows, delivery, failed, onRewrite, onDiscard, onLeak }: {
	author: PersonRef;
	text: string;
	at: string;
	mine?: boolean;
	follows?: boolean;
	delivery?: DeliveryState;
	/** The code of the problem where it was refused. */
	failed?: string;
	onRewrite?: () => void;
	onDiscard?: () => void;
	/** Says that the text shows too much. */
	onLeak?: () => void;
}) {
	const { role } = author;
	return (
		<div class={`message ${mine ? 'mine' : role}`}>
			{mine || follows ? (
				<span class="visually-hidden">
					{mine ? t('ticket.you') : author.name}, {clock(at)}:
				</span>
			) : (
				<p class="by">
					<span class="face" aria-hidden="true">{initials(author.name)}</span>
					<span>
						<b>{author.name}</b> {role !== 'system' && role !== 'customer' && t(`ticket.role.${role}`)}
					</span>
					<time dateTime={at} title={fullTime(at)}>{clock(at)}</time>
				</p>
			)}
			<div class="said">
				<p class={!failed && delivery === 'sending' ? 'bubble unsent' : 'bubble'}>
					<Text text={text} />
				</p>
				{onLeak && <IconButton name="hide" label={t('ticket.leak.action')} onClick={onLeak} />}
			</div>
			{failed ? (
				<p class="state bad">
					<b>{t('ticket.delivery.failed')}</b> {tryT(`ticket.unsent.${failed}`) ?? t('ticket.unsent.other')}{' '}
					{onRewrite && <button type="button" class="link" onClick={onRewrite}>{t('ticket.delivery.edit')}</button>}{' '}
					<button type="button" class="link" onClick={onDiscard}>{t('ticket.delivery.discard')}</button>
				</p>
			) : (
				delivery && (
					<p class="state">
						{t(`ticket.delivery.${delivery}`)} {delivery !== 'sending' && <time dateTime={at}>{clock(at)}</time>}
					</p>
				)
			)}
		</div>
	);
}
