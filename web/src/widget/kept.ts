import type { OutgoingFile } from '$core/files';

/**
 * Files chosen for a first question, kept on this device until it has gone, so that a reload does not lose them.
 * Like its text they are the same in all tabs. Where the browser keeps nothing (private windows, full storage) they
 * live as long as the page.
 */
const dayMs = 24 * 60 * 60 * 1000;

interface Kept {
	files: OutgoingFile[];
	at: number;
}

/** Keeps these and no others. */
export async function keep(files: OutgoingFile[], now = Date.now()): Promise<void> {
	const plain = files.map(({ id, name, size, blob }) => ({ id, name, size, blob }));
	await on('readwrite', (store) => (plain.length ? store.put({ files: plain, at: now } satisfies Kept, 'first') : store.delete('first')));
}

/** What was kept within the last day; older files are forgotten. */
export async function kept(now = Date.now()): Promise<OutgoingFile[]> {
	const found = await on<Kept | undefined>('readonly', (store) => store.get('first'));
	if (found && now - found.at < dayMs) return found.files;
	if (found) await keep([]);
	return [];
}

async function on<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T | undefined> {
	try {
		const opening = indexedDB.open('kontor-files', 1);
		opening.onupgradeneeded = () => void opening.result.createObjectStore('files');
		const database = await answer<IDBDatabase>(opening);
		try {
			return await answer<T>(ask(database.transaction('files', mode).objectStore('files')));
		} finally {
			database.close();
		}
	} catch {
		return undefined;
	}
}

function answer<T>(request: IDBRequest): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result as T);
		request.onerror = () => reject(request.error);
	});
}
