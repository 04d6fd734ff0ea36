/**
 * The other tabs that show the same desk in this browser. Where the browser knows nothing of
 * them (old ones; locks also on pages without https) each tab is alone, which costs work done twice but
 * nothing else: ids make a message that two tabs send one message.
 */
export interface Tabs {
	tell(message: object): void;
	/** Hears what the other tabs tell. */
	hear(listener: (message: never) => void): void;
	/** Runs `act` while no other tab runs one of that name. A tab that is closed lets the next one in. */
	alone<T>(name: string, act: () => Promise<T>): Promise<T>;
}

export function openTabs(name: string): Tabs {
	const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name);
	const locks = globalThis.navigator?.locks as LockManager | undefined;
	return {
		tell: (message) => channel?.postMessage(message),
		hear: (listener) => channel?.addEventListener('message', ({ data }) => listener(data as never)),
		alone: async (task, act) => (locks ? await locks.request(`${name}.${task}`, act) : act())
	};
}

export const noTabs: Tabs = { tell: () => undefined, hear: () => undefined, alone: (_, act) => act() };
