import { sameDay } from '$core/time';
import type { Outgoing } from '$core/outbox';
import type { Entry } from '$core/types';

/** The log as it is drawn: entries, days between them, and what is still on its way at the end. */
export type LogItem =
	| { type: 'day'; key: string; at: string }
	| { type: 'entry'; key: string; entry: Entry; /** Same author shortly after: no second heading. */ follows: boolean }
	| { type: 'pending'; key: string; item: Outgoing };

const togetherMs = 4 * 60_000;

export function logItems(entries: Entry[], pending: Outgoing[]): LogItem[] {
	const items: LogItem[] = [];
	const events = new Set(entries.filter((entry) => entry.kind === 'event').map((entry) => entry.id));
	let before: Entry | undefined;
	for (const entry of entries) {
		// What hides a first message hides the subject as well: that is said once.
		if (entry.data?.event === 'amended' && events.has(entry.data.entry ?? '')) continue;
		const newDay = !before || !sameDay(before.at, entry.at);
		if (newDay) items.push({ type: 'day', key: `day-${entry.seq}`, at: entry.at });
		items.push({ type: 'entry', key: entry.id, entry, follows: !newDay && together(before, entry) });
		before = entry;
	}
	for (const item of pending) items.push({ type: 'pending', key: item.id, item });
	return items;
}

function together(before: Entry | undefined, entry: Entry): boolean {
	if (!before || entry.kind !== 'message' || before.kind !== 'message') return false;
	return before.author.id === entry.author.id && Date.parse(entry.at) - Date.parse(before.at) < togetherMs;
}
