import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { mark, Program } from './api';
import { list, offer, password, thread, writing } from './people';
import { journey } from './stage';
import { m } from './words';

journey('an expert signs in, becomes available, takes an offer and replies without a mouse', async (stage) => {
	const about = mark();
	const expert = await stage.arrives('expert');
	await expert.goto('/sign-in?next=/desk/offers');
	await tabsTo(expert, 'textbox', m('common.email'));
	await expert.keyboard.type('badger@example.org'); // who goes away for a moment, which others must not
	await tabsTo(expert, 'textbox', m('common.password'));
	await expert.keyboard.type(password);
	await expert.keyboard.press('Enter');
	await list(expert, 'offers').waitFor();

	const available = expert.getByRole('switch', { name: m('desk.available') });
	await tabsTo(expert, 'switch', m('desk.available'));
	await expert.keyboard.press('Space');
	await expert.getByRole('button', { name: m('desk.away') }).waitFor();
	await expert.keyboard.press('Space');
	await expect.poll(() => available.getAttribute('aria-checked')).toBe('true');

	const customer = await Program.customer(`ida.${about}@example.org`, 'Ida Quist'); // whom nobody has helped: nobody has a head start
	await customer.asks('digital', `Box in the app ${about}`);
	await offer(expert, about).waitFor();
	await walksTo(expert, about);
	await expert.keyboard.press('c');
	await expert.waitForURL(/\/desk\/mine\/\d+/);
	await expert.keyboard.press('r');
	await expect.poll(() => hasFocus(writing(expert).getByRole('textbox'))).toBe(true);
	await expert.keyboard.type('Have you tried the other app?');
	await expert.keyboard.press('Control+Enter');
	await thread(expert).getByText('Have you tried the other app?').waitFor();
	await thread(expert).getByText(m('ticket.delivery.delivered')).waitFor();
});

/** Presses Tab until that control has the focus, as somebody would who hears the page. */
async function tabsTo(page: Page, role: 'textbox' | 'switch', name: string): Promise<void> {
	const wanted = page.getByRole(role, { name, exact: true }).first();
	await wanted.waitFor();
	for (let presses = 0; presses < 60; presses++) {
		if (await hasFocus(wanted)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab does not lead to ${role} "${name}"`);
}

/** j walks down the list of offers. */
async function walksTo(page: Page, about: string): Promise<void> {
	const wanted = offer(page, about).getByRole('link');
	for (let presses = 0; presses < 60; presses++) {
		await page.keyboard.press('j');
		if (await hasFocus(wanted)) return;
	}
	throw new Error('j does not lead to the offer');
}

function hasFocus(control: Locator): Promise<boolean> {
	return control.evaluate((node) => node === document.activeElement);
}
