import { mergeErased } from './erased';
import { reactive } from './reactive.svelte';
import { Thread, type ThreadParts } from './thread';

/** A thread for Svelte: reading its fields is reactive. */
export function openThread(number: number, parts: ThreadParts): Thread {
	return reactive(Object.assign(new Thread(number, parts), { merge: mergeErased }));
}

export { asProblem } from './http';
export { Thread, type DeliveryState, type ThreadParts, type Viewer } from './thread';
