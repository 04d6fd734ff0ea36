import type { Outgoing, OutboxStore } from './outbox';

/** A browser that has not opened its database by then will not in this visit. */
const openWithinMs = 3_000;

/** IndexedDB where the browser has it, else memory (private windows, blocked storage). */
export function outboxStore(name = 'kontor'): OutboxStore {
	const memory = memoryStore();
	const opened = openDatabase(name);
	const on = async <T, K>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<K>, otherwise: () => Promise<T>): Promise<K | T> => {
		const database = await opened;
		return database ? result(ask(database.transaction('outbox', mode).objectStore('outbox'))) : otherwise();
	};
	return {
		lasts: async () => (await opened) !== null,
		all: (person) => on('readonly', (store) => store.index('person').getAll(person) as IDBRequest<Outgoing[]>, () => memory.all(person)),
		put: async (item) => void (await on('readwrite', (store) => store.put(item), () => memory.put(item))),
		remove: async (id) => void (await on('readwrite', (store) => store.delete(id), () => memory.remove(id)))
	};
}

export function memoryStore(): OutboxStore {
	const items = new Map<string, Outgoing>();
	return {
		lasts: async () => false,
		all: async (person) => [...items.values()].filter((item) => item.person === person),
		put: async (item) => void items.set(item.id, item),
		remove: async (id) => void items.delete(id)
	};
}

async function openDatabase(name: string): Promise<IDBDatabase | null> {
	try {
		const request = indexedDB.open(name, 1);
		request.onupgradeneeded = () => request.result.createObjectStore('outbox', { keyPath: 'id' }).createIndex('person', 'person');
		const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), openWithinMs));
		return await Promise.race([result(request), late]);
	} catch {
		return null;
	}
}

function result<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}
