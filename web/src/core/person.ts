/**
 * Whose browser this is now, as all its tabs know it. Cookies belong to all tabs at once: what one
 * tab still holds for Ann must not go out when another has signed in as Bob.
 */
const key = 'kontor.person';

export const browserPerson = {
	/** Undefined where the browser does not let us remember. */
	get(): string | null | undefined {
		try {
			return localStorage.getItem(key);
		} catch {
			return undefined;
		}
	},

	set(person: string | null): void {
		try {
			if (person) localStorage.setItem(key, person);
			else localStorage.removeItem(key);
		} catch {
			// Then tabs learn of each other from the server's refusals.
		}
	},

	/** Tells when another tab has signed in or out. */
	onChange(listener: (person: string | null) => void): void {
		globalThis.addEventListener?.('storage', (event) => event.key === key && listener(event.newValue));
	}
};
