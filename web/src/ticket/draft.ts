import type { OutgoingFile } from '$core/files';

/**
 * What somebody was about to say, kept per ticket on this device: survives reloads, never leaves
 * it, and is the same in all tabs. Ends with the session of whoever wrote it.
 */
const prefix = 'kontor.draft.';
const changed = new EventTarget();

export function readDraft(key: string): string {
	try {
		return localStorage.getItem(prefix + key) ?? '';
	} catch {
		return '';
	}
}

export function keepDraft(key: string, text: string): void {
	try {
		if (text.trim()) localStorage.setItem(prefix + key, text);
		else localStorage.removeItem(prefix + key);
	} catch {
		// Blocked or full storage: the draft lives as long as the page.
	}
}

/** Puts a text that could not be sent back where it was written, before what stands there now, and the files that were to go with it. */
export function putBack(key: string, text: string, files?: OutgoingFile[]): void {
	changed.dispatchEvent(new CustomEvent(key, { detail: { text: [text, readDraft(key)].filter(Boolean).join('\n\n'), files } }));
}

/** Tells when the draft is changed by anything but its own field: `here` by this page, else by another tab. Answers a function that ends it. */
export function onDraft(key: string, listener: (text: string, here: boolean, files?: OutgoingFile[]) => void): () => void {
	const elsewhere = (event: StorageEvent) => event.key === prefix + key && listener(event.newValue ?? '', false);
	const here = (event: Event) => {
		const { text, files } = (event as CustomEvent<{ text: string; files?: OutgoingFile[] }>).detail;
		listener(text, true, files);
	};
	addEventListener('storage', elsewhere);
	changed.addEventListener(key, here);
	return () => {
		removeEventListener('storage', elsewhere);
		changed.removeEventListener(key, here);
	};
}

export function countDrafts(): number {
	return draftKeys().length;
}

export function forgetDrafts(): void {
	for (const key of draftKeys()) localStorage.removeItem(key);
}

function draftKeys(): string[] {
	try {
		return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
	} catch {
		return [];
	}
}
