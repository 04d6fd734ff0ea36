import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A network between a browser and the desk that can lose connections without telling either end, as a laptop's does while it sleeps. */
export class Network {
	private readonly ends = new Set<[Socket, Socket]>();

	private constructor(private readonly server: Server) {}

	static to(port: number): Promise<Network> {
		return new Promise((done) => {
			const server = createServer((browser) => network.join(browser, connect(port, '127.0.0.1')));
			const network = new Network(server);
			server.listen(0, '127.0.0.1', () => done(network));
		});
	}

	get host(): string {
		return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Whatever is open now stays open and carries nothing any more; what is opened from now on works. */
	lose(): void {
		for (const [browser, desk] of this.ends) {
			browser.unpipe(desk);
			desk.unpipe(browser);
			browser.resume();
			desk.resume();
		}
	}

	close(): void {
		this.server.close();
		for (const ends of this.ends) for (const end of ends) end.destroy();
	}

	private join(browser: Socket, desk: Socket): void {
		const ends: [Socket, Socket] = [browser, desk];
		this.ends.add(ends);
		browser.pipe(desk).pipe(browser);
		for (const end of ends) end.on('error', () => undefined).on('close', () => (this.ends.delete(ends), ends.forEach((one) => one.destroy())));
	}
}
