const storageKey = 'kontor.keys';

/** Single keys can be switched off: some people speak to their computer, and words are keys to it (WCAG 2.1.4). */
class Keys {
	on = $state(kept());

	choose(on: boolean): void {
		this.on = on;
		try {
			if (on) localStorage.removeItem(storageKey);
			else localStorage.setItem(storageKey, 'off');
		} catch {
			// Blocked storage: the choice holds for this page.
		}
	}
}

function kept(): boolean {
	try {
		return localStorage.getItem(storageKey) !== 'off';
	} catch {
		return true;
	}
}

export const keys = new Keys();

/** True where a key means a letter: in fields, and while a dialog or menu is open. */
export function isTaken(event: KeyboardEvent): boolean {
	if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true;
	const target = event.target as HTMLElement | null;
	if (target?.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')) return true;
	return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}

export const mac = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');
export const commandKey = mac ? '⌘ K' : 'Ctrl K';
