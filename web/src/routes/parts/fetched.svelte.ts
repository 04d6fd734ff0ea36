import { asProblem, type Problem } from '$core/http';

/** Something a page shows after asking the server: the value, the problem, or still on its way. Of several calls of `load` only the last one counts. */
export class Fetched<T> {
	value = $state.raw<T | null>(null);
	problem = $state.raw<Problem | null>(null);
	loading = $state(true);
	private turn = 0;

	constructor(private readonly ask: () => Promise<T>) {}

	load = async (): Promise<void> => {
		const turn = ++this.turn;
		this.loading = true;
		try {
			const value = await this.ask();
			if (turn === this.turn) this.settle(value, null);
		} catch (cause) {
			if (turn === this.turn) this.settle(this.value, asProblem(cause));
		}
	};

	private settle(value: T | null, problem: Problem | null): void {
		this.value = value;
		this.problem = problem;
		this.loading = false;
	}
}
