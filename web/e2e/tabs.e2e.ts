import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mark, Program } from './api';
import { Cable } from './cable';
import { signsIn, thread } from './people';
import { journey } from './stage';
import { m } from './words';

journey('two tabs show and send the same messages once, and go on when one is closed', async (stage) => {
	const about = mark();
	const program = await Program.of('customer@example.org');
	const number = await program.asks('shop', `Two tabs ${about}`);
	const words = ['first', 'second', 'third'].map((which) => `The ${which} of three: ${about}.`);
	const left = await stage.arrives('left');
	const cable = await Cable.of(left);
	await signsIn(left, 'customer@example.org', `/sign-in?next=/requests/${number}`);
	const right = await left.context().newPage();
	await right.goto(`/requests/${number}`);
	for (const tab of [left, right]) await thread(tab).getByText(`Two tabs ${about}`).waitFor();

	stage.outage = true;
	await cable.cut();
	for (const [tab, text] of [[left, words[0]!], [right, words[1]!], [left, words[2]!]] as const) await says(tab, text);
	for (const tab of [left, right]) {
		for (const text of words) await thread(tab).getByText(text).waitFor();
		await expect.poll(() => thread(tab).getByText(m('ticket.delivery.sending')).count()).toBe(words.length);
	}
	await left.close();
	await cable.mend();
	await thread(right).getByText(m('ticket.delivery.sending')).first().waitFor({ state: 'detached' });

	expect(await said(program, number)).toEqual([`Two tabs ${about}`, ...words]);
	const log = await thread(right).innerText();
	expect(words.map((text) => log.split(text).length - 1), 'how often each stands there').toEqual([1, 1, 1]);
});

journey('a draft is in every tab, and signing out in one tab signs out all of them', async (stage) => {
	const about = mark();
	const number = await (await Program.of('customer@example.org')).asks('shop', `Signing out ${about}`);
	const left = await stage.arrives('left');
	await signsIn(left, 'customer@example.org', `/sign-in?next=/requests/${number}`);
	const right = await left.context().newPage();
	await right.goto(`/requests/${number}`);
	await field(right).waitFor();
	await left.bringToFront();
	await field(left).fill(`Half a thought ${about}`);
	await expect.poll(() => field(right).inputValue()).toBe(`Half a thought ${about}`);

	await left.getByRole('banner').getByRole('button').last().click();
	await left.getByRole('menuitem', { name: m('common.sign_out') }).click();
	const question = left.getByRole('dialog', { name: m('common.unsent.title') });
	await question.getByRole('button', { name: m('common.unsent.leave') }).click();
	await right.waitForURL(/\/sign-in/);
	await left.getByRole('link', { name: m('common.sign_in') }).first().waitFor();
	expect(await left.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')))).toEqual([]);
});

async function says(page: Page, text: string): Promise<void> {
	await field(page).fill(text);
	await page.getByRole('button', { name: m('ticket.composer.send') }).click();
	await thread(page).getByText(text).waitFor();
}

function field(page: Page) {
	return page.getByRole('textbox', { name: m('portal.request.write') });
}

/** The messages of a ticket as the server has them. */
async function said(program: Program, number: number): Promise<string[]> {
	const { items } = await program.get<{ items: { kind: string; text: string }[] }>(`/tickets/${number}/entries?limit=50`);
	return items.filter(({ kind }) => kind === 'message').map(({ text }) => text);
}
