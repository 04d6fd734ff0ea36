/**
 * How long to wait before trying again: anything between `floor` and a ceiling that doubles
 * (full jitter), so that thousands of clients of a restarted server do not come back at once.
 */
export function backoff(attempt: number, random: () => number = Math.random, floor = 250, first = 1_000, most = 30_000): number {
	const ceiling = Math.min(most, first * 2 ** Math.min(attempt, 10));
	return Math.round(floor + random() * (ceiling - floor));
}
