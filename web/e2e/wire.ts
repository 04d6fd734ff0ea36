import type { Page } from 'playwright-core';

/** Everything the server tells a page: what is not on the screen must not be on the wire either. */
export class Wire {
	private readonly heard: string[] = [];
	private readonly pending: Promise<unknown>[] = [];

	constructor(page: Page) {
		page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => this.heard.push(String(payload))));
		page.on('response', (answer) => {
			if (answer.url().includes('/api/')) this.pending.push(answer.text().then((text) => this.heard.push(text), () => undefined));
		});
	}

	async all(): Promise<string> {
		await Promise.all(this.pending);
		return this.heard.join('\n');
	}
}
