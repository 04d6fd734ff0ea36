/**
 * Something that changes and says so; plain, so that the app (Svelte) and the widget (Preact)
 * share it. The app makes it reactive with `reactive` of reactive.svelte.ts.
 */
export class Store {
	readonly #watchers = new Set<() => void>();

	/** Calls `watcher` after each change. Answers a function that ends it. */
	subscribe(watcher: () => void): () => void {
		this.#watchers.add(watcher);
		return () => this.#watchers.delete(watcher);
	}

	protected changed(): void {
		this.#watchers.forEach((watcher) => watcher());
	}
}
