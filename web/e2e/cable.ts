import type { BrowserContext, Page, WebSocketRoute } from 'playwright-core';

/**
 * The cable between a browser and the world. A browser that is only told to be offline holds the frames of open
 * sockets back and delivers them later; a pulled cable ends sockets, and so does this.
 */
export class Cable {
	private readonly sockets = new Set<WebSocketRoute>();
	private whole = true;

	private constructor(private readonly context: BrowserContext) {}

	/** To be plugged in before the page opens a socket. */
	static async of(page: Page): Promise<Cable> {
		const cable = new Cable(page.context());
		await cable.context.routeWebSocket(/\/live/, (socket) => {
			if (!cable.whole) return void socket.close();
			cable.sockets.add(socket);
			socket.connectToServer();
		});
		return cable;
	}

	async cut(): Promise<void> {
		this.whole = false;
		await this.context.setOffline(true);
		await Promise.all([...this.sockets].map((socket) => socket.close()));
		this.sockets.clear();
	}

	async mend(): Promise<void> {
		this.whole = true;
		await this.context.setOffline(false);
	}
}
