import { withoutErased } from './erased';
import { reactive } from './reactive.svelte';
import { Thread, type ThreadParts } from './thread';

/** A thread of the pages. (The widget need not know of erased customers: they are signed out.) */
class PageThread extends Thread {
	protected override changed(): void {
		this.entries = withoutErased(this.entries);
		super.changed();
	}
}

/** A thread for Svelte: reading its fields is reactive. */
export function openThread(number: number, parts: ThreadParts): Thread {
	return reactive(new PageThread(number, parts));
}

export { asProblem } from './http';
export { Thread, type DeliveryState, type ThreadParts, type Viewer } from './thread';
