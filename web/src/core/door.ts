import { asked, backoff } from './backoff';
import { asProblem, type Problem } from './http';
import { Store } from './store';

/**
 * The door of the desk, where a first question waits while many are writing or the network is
 * away. It tries again by itself, as late as the server asks; the id of what is sent makes that harmless.
 */
export class Door extends Store {
	/** Why it waits, and how many seconds still where the server has said so. */
	waiting: { problem: Problem; seconds: number | null } | null = null;

	#turn = 0;
	#hurry?: () => void;
	readonly #random: () => number;

	constructor(random: () => number = Math.random) {
		super();
		this.#random = random;
		globalThis.addEventListener?.('online', () => this.waiting?.seconds === null && this.#hurry?.());
	}

	/** Answers what `knock` answers, however long that takes; rejects with what will not pass, or when somebody has left or knocks anew. */
	async enter<T>(knock: () => Promise<T>): Promise<T> {
		const turn = ++this.#turn;
		for (let attempt = 0; ; attempt++) {
			try {
				const answer = await knock();
				if (turn === this.#turn) this.#wait(null);
				return answer;
			} catch (cause) {
				const problem = asProblem(cause);
				if (turn !== this.#turn || !passes(problem)) throw this.#refused(turn, problem);
				await this.#pause(problem, attempt, turn);
				if (turn !== this.#turn) throw problem;
			}
		}
	}

	leave(): void {
		this.#turn++;
		this.#wait(null);
		this.#hurry?.();
	}

	async #pause(problem: Problem, attempt: number, turn: number): Promise<void> {
		const seconds = problem.retryAfterSeconds;
		const until = Date.now() + (seconds ? asked(seconds, this.#random) : backoff(attempt, this.#random, 1_000));
		for (let left = until - Date.now(); left > 0 && turn === this.#turn; left = until - Date.now()) {
			this.#wait({ problem, seconds: seconds ? Math.ceil(left / 1_000) : null });
			if (await this.#tick(seconds ? Math.min(left, left % 1_000 || 1_000) : left)) return;
		}
		if (turn === this.#turn) this.#wait({ problem, seconds: seconds ? 0 : null });
	}

	/** Answers true where there is a reason not to wait. */
	#tick(ms: number): Promise<boolean> {
		return new Promise((resolve) => {
			const timer = setTimeout(() => resolve(false), ms);
			this.#hurry = () => (clearTimeout(timer), resolve(true));
		});
	}

	#refused(turn: number, problem: Problem): Problem {
		if (turn === this.#turn) this.#wait(null);
		return problem;
	}

	#wait(waiting: Door['waiting']): void {
		this.waiting = waiting;
		this.changed();
	}
}

/** What is wrong on the server's side without a word of when to come back does not get better by asking. */
function passes(problem: Problem): boolean {
	return problem.passing && (problem.code !== 'internal' || problem.retryAfterSeconds !== undefined);
}
