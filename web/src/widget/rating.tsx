import { useState } from 'preact/hooks';
import { t } from '$core/i18n';
import { useTry } from './use';
import { visit } from './visit';

const steps = [1, 2, 3, 4, 5] as const;
const good = ['fast', 'friendly', 'clear'] as const;
const poor = ['slow', 'unclear', 'not_solved'] as const;

/** How was it? Stars first (radio buttons: arrow keys work), words only after. */
export function Rating({ who }: { who: string }) {
	const [stars, setStars] = useState(0);
	const [chosen, setChosen] = useState<string[]>([]);
	const [comment, setComment] = useState('');
	const { busy, trouble, run } = useTry();
	const tags = stars >= 4 ? good : poor;

	function submit(event: Event) {
		event.preventDefault();
		void run(() => visit.rate({ stars, tags: tags.filter((tag) => chosen.includes(tag)), comment: comment.trim() }));
	}

	return (
		<form class="rating" onSubmit={submit}>
			<fieldset>
				<legend>{t('ticket.rating.question', { who })}</legend>
				{steps.map((n) => (
					<label class={n <= stars ? 'star on' : 'star'} title={t(`ticket.rating.${n}`)}>
						<input type="radio" name="stars" class="visually-hidden" aria-label={t(`ticket.rating.${n}`)} checked={n === stars} onChange={() => setStars(n)} />
						<svg viewBox="0 0 24 24" width={30} height={30} aria-hidden="true">
							<path d="m12 3 2.7 5.9 6.3.8-4.7 4.3 1.3 6.3-5.6-3.2-5.6 3.2 1.3-6.3L3 9.7l6.3-.8z" />
						</svg>
					</label>
				))}
			</fieldset>
			{stars > 0 && (
				<>
					<p class="soft" aria-hidden="true">{t(`ticket.rating.${stars as 1}`)}</p>
					<div class="tags" role="group" aria-label={t('ticket.rating.tags')}>
						{tags.map((tag) => (
							<label key={tag}>
								<input type="checkbox" class="visually-hidden" checked={chosen.includes(tag)} onChange={() => setChosen(chosen.includes(tag) ? chosen.filter((c) => c !== tag) : [...chosen, tag])} />
								<span>{t(`ticket.rating.tag.${tag}`)}</span>
							</label>
						))}
					</div>
					<textarea rows={2} maxLength={2000} aria-label={t('ticket.rating.comment')} placeholder={t('ticket.rating.comment')} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
					{trouble && <p class="bad" role="alert">{trouble}</p>}
					<button class="button" disabled={busy}>{t('ticket.rating.send')}</button>
				</>
			)}
		</form>
	);
}
