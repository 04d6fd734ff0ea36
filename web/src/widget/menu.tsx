import { useState } from 'preact/hooks';
import { i18n, localeNames, locales, t } from '$core/i18n';
import type { Locale } from '$core/types';
import { paint } from './paint';
import { recall } from './storage';
import { useTry } from './use';
import { visit, type Screen } from './visit';

const themes = ['system', 'light', 'dark'] as const;

export function Menu({ done }: { done: () => void }) {
	const [asking, setAsking] = useState<'staff' | 'sign-out' | null>(null);
	const { busy, trouble, run } = useTry();
	const mayAsk = visit.screen === 'chat' && visit.thread?.ticket?.may.includes('escalate');
	const go = (screen: Screen) => () => (visit.set({ screen }), done());

	const signOut = () => visit.signOut().then(done);

	if (asking)
		return (
			<div class="page">
				<p>{t(asking === 'staff' ? 'widget.staff.question' : 'widget.sign_out.unsent')}</p>
				{trouble && <p class="bad" role="alert">{trouble}</p>}
				<button type="button" class="button" disabled={busy} onClick={() => run(() => (asking === 'staff' ? visit.askForStaff().then(done) : signOut()))}>{t(asking === 'staff' ? 'widget.staff.yes' : 'widget.sign_out')}</button>
				<button type="button" class="link" onClick={() => setAsking(null)}>{t('widget.cancel')}</button>
			</div>
		);
	return (
		<div class="page">
			{mayAsk && <button type="button" class="choice" onClick={() => setAsking('staff')}><b>{t('widget.staff.ask')}</b></button>}
			{visit.screen !== 'topics' && <button type="button" class="choice" onClick={go('topics')}><b>{t('widget.new')}</b></button>}
			{visit.tickets.length > 0 && <button type="button" class="choice" onClick={go('requests')}><b>{t('widget.requests.all')}</b></button>}
			{visit.tickets.length > 0 && !visit.account && <button type="button" class="choice" onClick={go('account')}><b>{t('widget.account.keep')}</b></button>}
			<label>
				{t('widget.language')}
				<select onChange={(event) => i18n.choose(event.currentTarget.value as Locale).then(() => visit.offer()).catch(() => undefined)}>
					{locales.map((locale) => <option key={locale} value={locale} selected={locale === i18n.locale}>{localeNames[locale]}</option>)}
				</select>
			</label>
			<label>
				{t('widget.theme')}
				<select onChange={(event) => paint(event.currentTarget.value)}>
					{themes.map((theme) => <option key={theme} value={theme} selected={theme === (recall('theme') ?? 'system')}>{t(`widget.theme.${theme}`)}</option>)}
				</select>
			</label>
			{visit.account && <button type="button" class="link" onClick={() => (visit.unsent ? setAsking('sign-out') : void signOut())}>{t('widget.sign_out')}</button>}
		</div>
	);
}
