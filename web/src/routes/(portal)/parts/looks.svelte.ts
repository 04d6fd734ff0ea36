import { api } from '$core/app';
import { asProblem, type Problem } from '$core/http';
import { sameDay } from '$core/time';
import type { AccessLogRow } from '$core/types';

/** Who has looked at the customer's data: newest first, a page at a time. */
export class LookLog {
	items = $state.raw<AccessLogRow[]>([]);
	next = $state<string | null>(null);
	loading = $state(true);
	problem = $state.raw<Problem | null>(null);

	load = async (): Promise<void> => {
		this.items = [];
		this.next = null;
		await this.page();
	};

	more = async (): Promise<void> => {
		if (this.next && !this.loading) await this.page(this.next);
	};

	private async page(before?: string): Promise<void> {
		this.loading = true;
		try {
			const list = await api.accessLog({ before });
			this.items = [...this.items, ...list.items];
			this.next = list.next;
			this.problem = null;
		} catch (cause) {
			this.problem = asProblem(cause);
		}
		this.loading = false;
	}
}

/** The rows of each day in the reader's own zone, in the order they come in. */
export function byDay(rows: AccessLogRow[]): AccessLogRow[][] {
	const days: AccessLogRow[][] = [];
	for (const row of rows) {
		const last = days.at(-1);
		if (last && sameDay(last[0]!.at, row.at)) last.push(row);
		else days.push([row]);
	}
	return days;
}
