import type { Tabs } from './tabs';

/** What was read, from tab to tab and from device to device: there is nothing unread in one that was read in another. */
type News = { ticket: number; seq: number } | { notices: number };

export class Seen {
	private readonly listeners = new Set<(news: News) => void>();

	constructor(private readonly tabs: Tabs) {
		tabs.hear((news: News) => this.elsewhere(news));
	}

	/** Another tab, or another device, has shown it. */
	elsewhere(news: News): void {
		this.listeners.forEach((listener) => listener(news));
	}

	/** Read up to this number of our stream. */
	ticket(ticket: number, seq: number): void {
		this.tabs.tell({ ticket, seq });
	}

	/** Notifications are seen up to this number. */
	notices(upto: number): void {
		this.tabs.tell({ notices: upto });
	}

	/** Tells what other tabs and devices have read. Answers a function that ends it. */
	onElsewhere(listener: (news: News) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}
