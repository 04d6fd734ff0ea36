import { withoutErased } from './erased';
import type { PersonRef } from './types';
import { reactive } from './reactive.svelte';
import { Thread, type ThreadParts } from './thread';

/** A thread of the pages. (The widget need not know of erased customers, who are signed out, nor of helpers who look at the same ticket.) */
export class PageThread extends Thread {
	/** Other helpers who have the ticket open. */
	viewers: PersonRef[] = [];
	readonly #until = new Map<string, ReturnType<typeof setTimeout>>();

	protected override changed(): void {
		this.entries = withoutErased(this.entries);
		super.changed();
	}

	protected override viewed(person: PersonRef, seconds: number): void {
		clearTimeout(this.#until.get(person.id));
		this.#until.delete(person.id);
		if (seconds > 0) this.#until.set(person.id, setTimeout(() => this.viewed(person, 0), seconds * 1000));
		const known = this.viewers.some((one) => one.id === person.id);
		if (known === seconds > 0) return;
		this.viewers = known ? this.viewers.filter((one) => one.id !== person.id) : [...this.viewers, person];
		this.changed();
	}

	override dispose(): void {
		super.dispose();
		this.#until.forEach((timer) => clearTimeout(timer));
	}
}

/** A thread for Svelte: reading its fields is reactive. */
export function openThread(number: number, parts: ThreadParts): PageThread {
	return reactive(new PageThread(number, parts));
}

export { asProblem } from './http';
export { Thread, type DeliveryState, type ThreadParts, type Viewer } from './thread';
