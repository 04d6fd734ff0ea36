import { i18n } from '$core/i18n.svelte';

export const days = [1, 2, 3, 4, 5, 6, 7];

/** The name of a day of the week in the reader's language; 1 is Monday. */
export function dayName(day: number, length: 'short' | 'long'): string {
	return new Intl.DateTimeFormat(i18n.locale, { weekday: length, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)));
}
