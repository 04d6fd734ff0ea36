import { t } from '$core/i18n';
import { useStore } from './use';
import { visit } from './visit';

/** What there is to say about the connection: where one writes, else above the page. */
export function ConnectionLine() {
	const { notice, fleeting } = useStore(visit.connection);
	return (
		<div role="status">
			{notice && <p class="slow">{t(`ticket.connection.${notice}`)} {fleeting && t('ticket.connection.fleeting')}</p>}
		</div>
	);
}
