/**
 * Tells when a connection is worth a doubt: the network is back, the page is looked at again, or the
 * machine has slept. A clock that ticks twice a second while the page is in sight notices sleep by
 * the time that is missing; no event tells of a lid that was closed on a page that stayed in front.
 */

export interface Waking {
	/** True where time is missing or the network was away: an old connection is probably dead. */
	slept: boolean;
}

const tickMs = 500;
/** A busy page may be late by a second; a machine that slept is later. */
const missingMs = 2_500;

/** Answers a function that ends it. Without a page (tests, workers) nothing is told. */
export function onWaking(listener: (waking: Waking) => void): () => void {
	const page = globalThis.document;
	if (!page) return () => undefined;
	let ticked = Date.now();
	let ticking: ReturnType<typeof setInterval> | undefined;

	const tick = () => {
		const missing = Date.now() - ticked;
		ticked = Date.now();
		if (missing > missingMs) listener({ slept: true });
	};
	// Hidden pages tick when the browser likes; they are asked when they are looked at.
	const run = () => {
		clearInterval(ticking);
		ticked = Date.now();
		if (page.visibilityState !== 'hidden') ticking = setInterval(tick, tickMs);
	};
	const looked = () => {
		run();
		if (page.visibilityState !== 'hidden') listener({ slept: false });
	};
	const slept = () => {
		run();
		listener({ slept: true });
	};
	const shown = (event: PageTransitionEvent) => event.persisted && slept();

	run();
	page.addEventListener('visibilitychange', looked);
	page.addEventListener('resume', slept);
	globalThis.addEventListener('online', slept);
	globalThis.addEventListener('pageshow', shown);
	return () => {
		clearInterval(ticking);
		page.removeEventListener('visibilitychange', looked);
		page.removeEventListener('resume', slept);
		globalThis.removeEventListener('online', slept);
		globalThis.removeEventListener('pageshow', shown);
	};
}
