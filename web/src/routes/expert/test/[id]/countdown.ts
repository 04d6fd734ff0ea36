/** Seconds until a test is over, by the server's clock; never less than none. */
export function left(due: string, now: number): number {
	return Math.max(0, Math.ceil((Date.parse(due) - now) / 1000));
}

/** Minutes and seconds as a clock shows them. */
export function clockOf(seconds: number): string {
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A list with what stands at a place moved by one; the same list where it cannot move. */
export function moved(list: number[], at: number, by: -1 | 1): number[] {
	const to = at + by;
	if (to < 0 || to >= list.length) return list;
	const next = [...list];
	[next[at], next[to]] = [next[to]!, next[at]!];
	return next;
}
