import { useEffect, useState } from 'preact/hooks';
import { i18n, t } from '$core/i18n';
import { Chat } from './chat';
import { ConnectionLine } from './connection-line';
import { host } from './host';
import { IconButton } from './icon';
import { Later } from './later';
import { Loading, Trouble } from './states';
import { Topics } from './topics';
import { useStore } from './use';
import { visit } from './visit';
import { Sending, Write } from './write';

export function App() {
	useStore(i18n);
	const { screen, tickets, organisation, thread } = useStore(visit);
	const [menu, setMenu] = useState(false);
	const close = () => host.tell({ kontor: 'close' });

	useEffect(() => {
		const pressed = (event: KeyboardEvent) => event.key === 'Escape' && (menu ? setMenu(false) : close());
		addEventListener('keydown', pressed);
		return () => removeEventListener('keydown', pressed);
	}, [menu]);

	const many = tickets.length > 1;
	const canGoBack = menu || ['write', 'sign-in', 'account'].includes(screen) || (screen === 'topics' && tickets.length > 0) || (screen === 'chat' && many);

	function back() {
		if (menu) setMenu(false);
		else if (screen === 'write' || screen === 'sign-in') visit.set({ screen: 'topics' });
		else if (!many && thread) visit.set({ screen: 'chat' });
		else visit.set({ screen: 'requests' });
	}

	return (
		<>
			<header>
				{canGoBack && <IconButton name="back" label={t('widget.back')} onClick={back} />}
				<div class="title">
					<h1>{organisation?.name ?? t('widget.title')}</h1>
					<p>{(many && screen === 'chat' && tickets.find((ticket) => ticket.number === thread?.number)?.subject) || replyTime()}</p>
				</div>
				<IconButton name="more" label={t('widget.menu')} expanded={menu} onClick={() => setMenu(!menu)} />
				{host.framed && <IconButton name="close" label={t('widget.close')} onClick={close} />}
			</header>
			{(screen !== 'chat' || menu) && <ConnectionLine />}
			<main>{menu ? <Later part="Menu" done={() => setMenu(false)} /> : <Page />}</main>
		</>
	);
}

function Page() {
	const { screen, thread, topic, ready, problem } = visit;
	if (!ready) return problem ? <Trouble cause={problem} onRetry={() => visit.load()} /> : <Loading />;
	if (screen === 'chat' && thread) return <Chat key={thread.number} thread={thread} />;
	if (screen === 'sending') return <Sending />;
	if (screen === 'write' && topic) return <Write topic={topic} />;
	if (screen === 'requests') return <Later part="Requests" />;
	if (screen === 'account' || screen === 'sign-in') return <Later part="Account" key={screen} signingIn={screen === 'sign-in'} />;
	return <Topics />;
}

function replyTime(): string {
	const seconds = visit.organisation?.typical_first_reply_seconds;
	if (!seconds) return '';
	const minutes = Math.max(1, Math.round(seconds / 60));
	return minutes < 60 ? t('widget.reply_time.minutes', { n: minutes }) : t('widget.reply_time.hours', { n: Math.round(minutes / 60) });
}
