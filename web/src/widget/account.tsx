import { useState } from 'preact/hooks';
import { t } from '$core/i18n';
import { Field } from './field';
import { useTry } from './use';
import { visit } from './visit';

/** An account for what this device has asked, or signing in to one from elsewhere. */
export function Account({ signingIn }: { signingIn: boolean }) {
	const [email, setEmail] = useState('');
	const [password, setPassword] = useState('');
	const { busy, trouble, run } = useTry();

	function submit(event: Event) {
		event.preventDefault();
		void run(() => (signingIn ? visit.signIn(email, password) : visit.register(email, password)));
	}

	if (visit.account)
		return (
			<div class="page">
				<p role="status">{t('widget.account.done')}</p>
				<button type="button" class="button" onClick={() => visit.set({ screen: 'requests' })}>{t('widget.requests')}</button>
			</div>
		);
	return (
		<form class="page" onSubmit={submit}>
			<h2>{t(signingIn ? 'widget.sign_in' : 'widget.account.keep')}</h2>
			{!signingIn && <p class="soft">{t('widget.account.why')}</p>}
			<Field label={t('widget.about.email')} type="email" autocomplete="email" required value={email} onValue={setEmail} />
			<Field label={t(signingIn ? 'widget.sign_in.password' : 'widget.account.password')} type="password" autocomplete={signingIn ? 'current-password' : 'new-password'} minLength={signingIn ? 1 : 10} required value={password} onValue={setPassword} />
			{trouble && <p class="bad" role="alert">{trouble}</p>}
			<button class="button" disabled={busy}>{t(signingIn ? 'widget.sign_in' : 'widget.account.create')}</button>
		</form>
	);
}
