import { useLayoutEffect, useState } from 'preact/hooks';
import type { Store } from '$core/store';
import { problemText } from './problem';

/** Draws the component again whenever the store changes. */
export function useStore<T extends Store>(store: T): T {
	const [, again] = useState(0);
	useLayoutEffect(() => {
		const draw = () => again((n) => n + 1);
		// Between the first drawing and now something may have changed.
		draw();
		return store.subscribe(draw);
	}, [store]);
	return store;
}

/** Runs something that may fail: not twice at once, and with its trouble in words. */
export function useTry() {
	const [busy, setBusy] = useState(false);
	const [trouble, setTrouble] = useState('');
	const run = async (act: () => Promise<unknown>) => {
		if (busy) return;
		setBusy(true);
		setTrouble('');
		await act().catch((cause) => setTrouble(problemText(cause)));
		setBusy(false);
	};
	return { busy, trouble, run };
}
