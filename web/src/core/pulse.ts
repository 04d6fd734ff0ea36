/**
 * Whether the other side of a connection is still there. A connection may be dead without anybody
 * saying so; so we ask when it has been quiet, and give up where no answer comes in time.
 */

const quietMs = 25_000;
const patienceMs = 10_000;
/** After sleep: four times as long as an answer took before, within these. */
const soonestMs = 250;
const doubtMs = 1_000;

export class Pulse {
	#heardAt = 0;
	#tripMs = doubtMs;
	#beating?: ReturnType<typeof setInterval>;
	#verdict?: ReturnType<typeof setTimeout>;

	constructor(
		private readonly ask: () => void,
		private readonly dead: () => void
	) {}

	/** `handshakeMs` tells how fast the other side is: connecting takes some three ways there and back. */
	start(handshakeMs: number): void {
		this.stop();
		this.#tripMs = handshakeMs / 3;
		this.#heardAt = Date.now();
		this.#beating = setInterval(() => this.#quiet > quietMs && this.#expect(patienceMs), quietMs / 2);
	}

	stop(): void {
		clearInterval(this.#beating);
		this.#settle();
	}

	/** Anything that arrives is a sign of life. */
	heard(): void {
		this.#heardAt = Date.now();
		this.#settle();
	}

	/** Asks now. Where it has probably died it gets as long as it needs when it lives, else a second. */
	doubt(probablyDead: boolean): void {
		const short = Math.min(doubtMs, Math.max(soonestMs, 4 * this.#tripMs));
		this.#expect(probablyDead || this.#quiet > quietMs + patienceMs ? short : doubtMs);
	}

	get #quiet(): number {
		return Date.now() - this.#heardAt;
	}

	#expect(withinMs: number): void {
		this.#settle();
		this.#verdict = setTimeout(this.dead, withinMs);
		this.ask();
	}

	#settle(): void {
		clearTimeout(this.#verdict);
	}
}
