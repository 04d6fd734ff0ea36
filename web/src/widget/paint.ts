import { recall, remember } from './storage';

/** Light or dark as chosen here; without a choice, as the system. */
export function paint(theme = recall('theme') ?? 'system'): void {
	if (theme === 'system') delete document.documentElement.dataset.theme;
	else document.documentElement.dataset.theme = theme;
	remember('theme', theme);
}
