import { t } from '$core/i18n';
import { Icon } from './icon';
import { visit } from './visit';

export function Topics() {
	const { topics, account, tickets } = visit;
	return (
		<div class="page">
			{topics.length ? (
				<>
					<h2>{t('widget.hello')}</h2>
					<p class="soft">{t('widget.hello.hint')}</p>
					{topics.map((topic) => (
						<button type="button" key={topic.id} class="choice" onClick={() => visit.set({ topic, screen: 'write' })}>
							<span>
								<b>{topic.name}</b>
								{topic.description && <small>{topic.description}</small>}
							</span>
							<Icon name="go" size={17} />
						</button>
					))}
					<p class="safe">
						<Icon name="lock" size={16} />
						{t('widget.hello.safe')}
					</p>
				</>
			) : (
				<p class="soft">{t('widget.no_topics')}</p>
			)}
			{!account && !tickets.length && (
				<button type="button" class="link" onClick={() => visit.set({ screen: 'sign-in' })}>{t('widget.sign_in.have')}</button>
			)}
		</div>
	);
}
