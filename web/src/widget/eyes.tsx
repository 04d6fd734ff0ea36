import { useEffect, useState } from 'preact/hooks';
import { t } from '$core/i18n';
import type { Masked } from '$core/types';
import { masking } from './masking';
import type { Writer } from './preview';
import { Text } from './text';
import { visit } from './visit';

const pauseMs = 450;

/** What is written as an expert will read it. Asked for while one pauses; nothing is kept. */
export function Eyes({ text, who: { name, email } }: { text: string; who: Writer }) {
	const [seen, setSeen] = useState<Masked | 'away' | null>(null);
	const written = (text + visit.beside).trim();

	useEffect(() => {
		if (!written) return setSeen(null);
		const over = new AbortController();
		const ask = () => masking.preview(written, { name, email }, over.signal).then(setSeen, () => over.signal.aborted || setSeen('away'));
		const timer = setTimeout(ask, pauseMs);
		return () => (clearTimeout(timer), over.abort());
	}, [written, name, email]);

	return (
		<div class="eyes" role="status">
			{seen === 'away' ? (
				<p>{t('ticket.preview.away')}</p>
			) : seen ? (
				<>
					<p class="seen" tabIndex={0}><Text text={seen.masked} /></p>
					<p>{t(seen.spans.length ? 'ticket.preview.hidden' : 'ticket.preview.nothing')}</p>
				</>
			) : (
				<p>{t('ticket.preview.empty')}</p>
			)}
		</div>
	);
}
