import type { Thread } from './thread';
import type { PersonalData } from './types';

/** Shows personal data that was opened: texts as they were written, files with their names. */
export async function showPersonal(thread: Thread, personal: PersonalData): Promise<void> {
	const opened = new Map(personal.entries.map(({ id, text, attachments }) => [id, { text, attachments }]));
	thread.show({ personal, entries: thread.entries.map((e) => (opened.has(e.id) ? { ...e, personal: opened.get(e.id) } : e)) });
	await thread.refresh();
}
