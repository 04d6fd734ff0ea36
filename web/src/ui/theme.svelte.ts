export type Theme = 'system' | 'light' | 'dark';

const storageKey = 'kontor.theme';

/** Light or dark: the system's preference until the person chooses. `static/theme.js` applies the choice before the first paint. */
class ThemeChoice {
	choice = $state<Theme>('system');
	private systemDark = $state(false);

	constructor() {
		if (typeof document === 'undefined') return;
		const kept = document.documentElement.dataset.theme;
		this.choice = kept === 'light' || kept === 'dark' ? kept : 'system';
		const preference = matchMedia('(prefers-color-scheme: dark)');
		this.systemDark = preference.matches;
		preference.addEventListener('change', (event) => (this.systemDark = event.matches));
	}

	get dark(): boolean {
		return this.choice === 'dark' || (this.choice === 'system' && this.systemDark);
	}

	choose(theme: Theme): void {
		this.choice = theme;
		if (theme === 'system') delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = theme;
		try {
			if (theme === 'system') localStorage.removeItem(storageKey);
			else localStorage.setItem(storageKey, theme);
		} catch {
			// Blocked storage: the choice holds for this page.
		}
	}
}

export const theme = new ThemeChoice();
