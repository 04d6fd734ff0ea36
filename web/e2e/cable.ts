import type { BrowserContext, Page, WebSocketRoute } from 'playwright-core';

/** A frame as it passes: what it says is its own business. */
export interface Frame {
	type: string;
	id?: string;
	[member: string]: unknown;
}

/**
 * The cable between a browser and the world. A browser that is only told to be offline holds the frames of open
 * sockets back and delivers them later; a pulled cable ends sockets, and so does this. Between its ends it can
 * also hold back what the server answers, answer itself, or let no socket through.
 */
export class Cable {
	private greet = () => {};
	/** When the server has said hello for the first time. */
	readonly greeted = new Promise<void>((resolve) => (this.greet = resolve));
	private readonly sockets = new Set<WebSocketRoute>();
	private whole = true;
	private held: (() => void)[] = [];
	private holding: string[] = [];
	private answer: (frame: Frame) => Frame | undefined = () => undefined;

	private constructor(private readonly context: BrowserContext) {}

	/** To be plugged in before the page opens a socket. */
	static async of(page: Page): Promise<Cable> {
		const cable = new Cable(page.context());
		await cable.context.routeWebSocket(/\/live/, (socket) => cable.connect(socket));
		return cable;
	}

	async cut(): Promise<void> {
		await this.context.setOffline(true);
		await this.blockSockets();
	}

	async mend(): Promise<void> {
		this.whole = true;
		await this.context.setOffline(false);
	}

	/** Like a network that lets requests through and no sockets. */
	async blockSockets(): Promise<void> {
		this.whole = false;
		await Promise.all([...this.sockets].map((socket) => socket.close()));
		this.sockets.clear();
	}

	/** Holds back frames of these types that the server sends. */
	hold(...types: string[]): void {
		this.holding = types;
	}

	release(): void {
		this.holding = [];
		this.held.splice(0).forEach((pass) => pass());
	}

	/** Says something in the server's name on every socket. */
	says(frame: Frame): void {
		for (const socket of this.sockets) socket.send(JSON.stringify(frame));
	}

	/** Answers frames of the page instead of the server. */
	answers(answer: (frame: Frame) => Frame | undefined): void {
		this.answer = answer;
	}

	private connect(socket: WebSocketRoute): void {
		if (!this.whole) return void socket.close();
		this.sockets.add(socket);
		const server = socket.connectToServer();
		server.onMessage((message) => {
			const pass = () => socket.send(message);
			const { type } = JSON.parse(String(message)) as Frame;
			if (this.holding.includes(type)) return void this.held.push(pass);
			pass();
			if (type === 'hello') this.greet();
		});
		socket.onMessage((message) => {
			const answer = this.answer(JSON.parse(String(message)) as Frame);
			if (answer) socket.send(JSON.stringify(answer));
			else server.send(message);
		});
	}
}
