/** A clock that ticks once a minute, so that all "5 minutes ago" of a page agree. Use in a component: it stops with it. */
export function ticking(): { readonly now: number } {
	let now = $state(Date.now());
	$effect(() => {
		const timer = setInterval(() => (now = Date.now()), 60_000);
		return () => clearInterval(timer);
	});
	return {
		get now() {
			return now;
		}
	};
}
