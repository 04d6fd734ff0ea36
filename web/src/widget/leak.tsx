import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '$core/i18n';
import type { Thread } from '$core/thread';
import { masking } from './masking';
import { useTry } from './use';

/** Asks before a text is hidden because it shows too much; what it was may be said to staff. */
export function Leak({ thread, entry, done }: { thread: Thread; entry: string; done: () => void }) {
	const dialog = useRef<HTMLDialogElement>(null);
	const [note, setNote] = useState('');
	const { busy, trouble, run } = useTry();
	const close = () => dialog.current?.close();

	useEffect(() => dialog.current!.showModal(), []);

	function submit(event: Event) {
		event.preventDefault();
		void run(async () => {
			thread.take(await masking.leak(thread.number, entry, note.trim()));
			close();
		});
	}

	return (
		// Escape closes the question, not the chat.
		<dialog ref={dialog} aria-labelledby="leak" onClose={done} onKeyDown={(event) => event.stopPropagation()}>
			<form onSubmit={submit}>
				<h2 id="leak">{t('ticket.leak.title')}</h2>
				<p>{t('ticket.leak.text.own')}</p>
				<label>
					{t('ticket.leak.note')}
					<textarea rows={2} maxLength={500} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
				</label>
				{trouble && <p class="bad" role="alert">{trouble}</p>}
				<button class="button" disabled={busy}>{t('ticket.leak.action')}</button>
				<button type="button" class="link" onClick={close}>{t('widget.cancel')}</button>
			</form>
		</dialog>
	);
}
