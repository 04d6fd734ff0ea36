import { useEffect, useState } from 'preact/hooks';
import { createOwnContactApi, sentences } from '$core/contact';
import { t } from '$core/i18n';
import type { PersonalContact, Ticket } from '$core/types';
import { useTry } from './use';
import { http } from './visit';

const api = createOwnContactApi(http);

/** Who usually helps and who answers today; once the request is over, the wish to keep who has helped. */
export function Contact({ ticket, over }: { ticket: Ticket; over: boolean }) {
	const [known, setKnown] = useState<PersonalContact[]>();
	const { busy, trouble, run } = useTry();
	const show = ({ items }: { items: PersonalContact[] }) => setKnown(items);
	// Without it one can still write: where it cannot be read, nothing is said.
	useEffect(() => void api.contacts().then(show, () => {}), [ticket.number, over]);

	const { assignee } = ticket;
	const helper = over && known && assignee && !known.some(({ person }) => person.id === assignee.id) ? assignee : null;
	if (!known?.length && !helper) return null;
	return (
		<div class="soft contact">
			{known?.map((contact) => <p key={contact.kind}>{sentences(contact).join(' ')}</p>)}
			{trouble && <p class="bad" role="alert">{trouble}</p>}
			{helper && <button type="button" class="link" disabled={busy} onClick={() => void run(async () => show(await api.keepContact(ticket.number)))}>{t('contact.line.keep', { name: helper.name })}</button>}
		</div>
	);
}
