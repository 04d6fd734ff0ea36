import type { Api } from '$core/api';
import type { Problem } from '$core/http';
import type { Seen } from '$core/seen';
import { asProblem } from '$core/thread.svelte';
import type { Notification } from '$core/types';

/** What happened to one's tickets while one looked elsewhere. */
export class Inbox {
	items = $state.raw<Notification[]>([]);
	unread = $state(0);
	loading = $state(false);
	problem = $state.raw<Problem | null>(null);

	constructor(
		private readonly api: Pick<Api, 'notifications' | 'readNotifications'>,
		private readonly seen: Seen
	) {}

	async load(): Promise<void> {
		this.loading = this.items.length === 0;
		this.problem = null;
		try {
			const page = await this.api.notifications();
			this.items = page.items;
			this.unread = page.unread;
		} catch (cause) {
			this.problem = asProblem(cause);
		} finally {
			this.loading = false;
		}
	}

	take(notification: Notification): void {
		if (this.items.some((n) => n.id === notification.id)) return;
		this.items = [notification, ...this.items];
		if (!notification.read) this.unread += 1;
	}

	/** Everything that is on the list has been seen. What was new keeps its mark until the list is opened again. */
	async readAll(): Promise<void> {
		const upto = Math.max(0, ...this.items.map((n) => n.seq));
		if (!upto || !this.unread) return;
		this.unread = 0;
		this.seen.notices(upto);
		await this.api.readNotifications(upto).catch(() => undefined);
	}

	/** Another tab has shown everything up to this number. */
	seenElsewhere(upto: number): void {
		this.items = this.items.map((n) => (n.seq <= upto ? { ...n, read: true } : n));
		this.unread = this.items.filter((n) => !n.read).length;
	}

	/** Takes the marks away. */
	settle(): void {
		if (this.items.some((n) => !n.read)) this.items = this.items.map((n) => ({ ...n, read: true }));
	}
}
