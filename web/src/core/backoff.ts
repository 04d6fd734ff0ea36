/**
 * How long to wait before trying again: anything between nothing and a ceiling that doubles (full
 * jitter), so that thousands of clients of a restarted server do not come back at once.
 */
export function backoff(attempt: number, random: () => number = Math.random, first = 500, most = 15_000): number {
	return Math.round(random() * Math.min(most, first * 2 ** Math.min(attempt, 10)));
}

/** A wait that the server has asked for: never less, and up to half as long again. */
export function asked(seconds: number, random: () => number = Math.random): number {
	return Math.round(seconds * 1_000 * (1 + random() / 2));
}
