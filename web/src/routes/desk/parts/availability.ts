import { back } from '$core/contact';
import { t } from '$core/i18n.svelte';
import type { Desk } from './desk.svelte';
import { notice } from './notice';

/** What the switch means just now. */
export function switchHint({ available, awayUntil }: Pick<Desk, 'available' | 'awayUntil'>): string {
	if (awayUntil) return `${t('contact.me.away', { day: back(awayUntil) })} ${t('contact.me.away_text')}`;
	return t(available ? 'desk.available.on' : 'desk.available.off');
}

/** Turns the switch; whoever is absent is told that it has no effect yet. */
export function turn(desk: Desk, on: boolean): void {
	desk.setAvailable(on);
	if (on && desk.awayUntil) notice.say(switchHint(desk));
}
