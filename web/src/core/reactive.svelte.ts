import { createSubscriber } from 'svelte/reactivity';
import type { Store } from './store';

/** The same object for Svelte: whoever reads a field of it runs again when the store changes. */
export function reactive<T extends Store>(store: T): T {
	const read = createSubscriber((update) => store.subscribe(update));
	return new Proxy(store, {
		get(target, key) {
			read();
			const value = Reflect.get(target, key, target) as unknown;
			return typeof value === 'function' ? value.bind(target) : value;
		},
		set: (target, key, value) => Reflect.set(target, key, value, target)
	});
}
