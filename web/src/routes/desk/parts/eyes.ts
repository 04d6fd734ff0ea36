import type { Thread } from '$core/thread.svelte';
import type { Entry } from '$core/types';

type Seen = Partial<Record<PropertyKey, () => unknown>>;

function masked(entry: Entry): Entry {
	if (!entry.personal) return entry;
	const { personal: _, ...rest } = entry;
	return rest;
}

/** The log as an expert reads it: masked texts only, nothing that was written for staff. */
export function forExperts(entries: Entry[]): Entry[] {
	return entries.filter((e) => e.audience !== 'staff').map(masked);
}

/** The same open thread with some of its fields seen differently; everything else goes to the thread itself. */
function through(thread: Thread, seen: Seen): Thread {
	return new Proxy(thread, {
		get(target, name) {
			const own = seen[name];
			if (own) return own();
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		}
	});
}

export function expertEyes(thread: Thread): Thread {
	return through(thread, {
		entries: () => forExperts(thread.entries),
		pending: () => [],
		writing: () => [],
		viewer: () => ({ id: '', role: 'expert' })
	});
}

/** For staff whose look at personal data is over: what had been opened is masked again. */
export function maskedEyes(thread: Thread): Thread {
	return through(thread, { entries: () => thread.entries.map(masked) });
}
