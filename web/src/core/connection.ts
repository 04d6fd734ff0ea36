import type { Live, LiveState } from './socket';
import { Store } from './store';

/** The connection as the screen shows it: trouble is mentioned only when it lasts. */
export class Connection extends Store {
	state: LiveState = 'off';
	/** True when the connection has been away for longer than a moment. */
	slow = false;
	private timer?: ReturnType<typeof setTimeout>;

	constructor(live: Live, patienceMs = 4_000) {
		super();
		live.onState((state) => {
			this.state = state;
			if (state === 'open' || state === 'off') this.settle();
			else this.timer ??= setTimeout(() => this.trouble(), patienceMs);
			this.changed();
		});
		// A network that dies leaves the socket standing for a while; the browser knows at once.
		globalThis.addEventListener?.('offline', () => this.state !== 'off' && this.trouble());
		globalThis.addEventListener?.('online', () => this.state === 'open' && (this.settle(), this.changed()));
	}

	private trouble(): void {
		this.slow = true;
		this.changed();
	}

	private settle(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
		this.slow = false;
	}
}
