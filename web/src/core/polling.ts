import { backoff } from './backoff';
import type { Live } from './socket';

/**
 * For networks that let no socket through: while it is away, what is on screen is asked for over
 * HTTP every few seconds. What fails is asked less often; a page that nobody looks at hardly ever.
 */

const firstMs = 5_000;
const everyMs = 4_000;
const hiddenRounds = 8;

interface Question {
	ask: () => Promise<unknown>;
	rounds: number;
}

export class Polling {
	/** True while asking gets through and the socket does not. */
	works = false;

	readonly #questions = new Set<Question>();
	readonly #listeners = new Set<() => void>();
	#timer?: ReturnType<typeof setTimeout>;
	#round = 0;
	#failed = 0;

	constructor(
		private readonly live: Live,
		private readonly random: () => number = Math.random
	) {
		live.onState((state) => (state === 'connecting' || state === 'waiting' ? this.#begin() : this.#end()));
	}

	/** Asks every few seconds while the socket is away, or less often: every n-th time. `ask` rejects where it got no answer. Answers a function that ends it. */
	add(ask: () => Promise<unknown>, rounds = 1): () => void {
		const question = { ask, rounds };
		this.#questions.add(question);
		return () => this.#questions.delete(question);
	}

	onChange(listener: () => void): void {
		this.#listeners.add(listener);
	}

	#begin(): void {
		this.#timer ??= setTimeout(() => void this.#next(), firstMs * (0.75 + this.random() / 2));
	}

	#end(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#round = this.#failed = 0;
		this.#become(false);
	}

	async #next(): Promise<void> {
		const timer = this.#timer;
		const hidden = globalThis.document?.visibilityState === 'hidden';
		const due = [...this.#questions].filter(({ rounds }) => this.#round % (hidden ? hiddenRounds : rounds) === 0);
		this.#round++;
		const answers = await Promise.allSettled(due.map(({ ask }) => ask()));
		if (this.#timer !== timer) return;
		if (due.length) this.#judge(answers.every(({ status }) => status === 'fulfilled'));
		const wait = this.#failed ? everyMs + backoff(this.#failed, this.random) : everyMs * (0.75 + this.random() / 2);
		this.#timer = setTimeout(() => void this.#next(), wait);
	}

	#judge(answered: boolean): void {
		this.#failed = answered ? 0 : this.#failed + 1;
		this.#become(answered);
	}

	#become(works: boolean): void {
		if (this.works === works) return;
		this.works = works;
		this.#listeners.forEach((listener) => listener());
	}
}
