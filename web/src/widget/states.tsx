import { t } from '$core/i18n';
import { problemText } from './problem';

/** What stands where something else is to come. */
export function Loading() {
	return <div class="page soft" role="status">{t('ticket.loading')}</div>;
}

export function Trouble({ cause, onRetry }: { cause: unknown; onRetry: () => void }) {
	return (
		<div class="page" role="alert">
			<p>{problemText(cause)}</p>
			<button type="button" class="button" onClick={onRetry}>{t('widget.retry')}</button>
		</div>
	);
}
