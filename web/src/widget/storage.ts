/** What this device remembers for the widget; memory where the browser blocks storage in frames. */
const memory = new Map<string, string>();
const prefix = 'kontor.widget.';

export function recall(key: string): string | null {
	try {
		return localStorage.getItem(prefix + key);
	} catch {
		return memory.get(key) ?? null;
	}
}

export function remember(key: string, value: string | null): void {
	try {
		if (value === null) localStorage.removeItem(prefix + key);
		else localStorage.setItem(prefix + key, value);
	} catch {
		if (value === null) memory.delete(key);
		else memory.set(key, value);
	}
}

/** Tells when another tab remembers something else. */
export function onRemembered(key: string, listener: (value: string | null) => void): void {
	addEventListener('storage', (event) => event.key === prefix + key && listener(event.newValue));
}
