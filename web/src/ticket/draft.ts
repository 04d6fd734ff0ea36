/** What somebody was about to say, kept per ticket on this device: survives reloads, never leaves it. */
const prefix = 'kontor.draft.';

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
