import type { Page } from 'playwright-core';
import { mark, topicName } from './api';
import { isAccessible } from './looks';
import { asks, details, isAvailable, list, opensChat, says, signsIn, takes, thread, writing } from './people';
import { journey } from './stage';
import { m } from './words';

const secret = 'quenzibar';
const slip = `The word is ${secret} today.`;
const risky = 'Just call me on 20 33 44 55.';

journey('a leak is hidden at once and masked by staff; a risky answer waits for their look', async (stage) => {
	const about = mark();
	const expert = await stage.arrives('expert');
	await isAvailable(expert, 'expert@example.org');
	const chat = await opensChat(await stage.arrives('visitor'));
	await asks(chat, { topic: await topicName('shop'), text: `Parcel ${about} has not come` });
	const number = await takes(expert, about);
	await says(chat, slip);
	await thread(expert).getByText(slip).waitFor();

	await marksLeak(expert);
	await thread(chat).getByText(slip).waitFor();
	await insists(expert);

	const staff = await stage.arrives('staff');
	await signsIn(staff, 'staff@example.org', '/desk/flagged');
	await list(staff, 'flagged').getByRole('link', { name: about }).click();
	await staff.waitForURL(new RegExp(`/desk/flagged/${number}`));
	await thread(staff).getByText(m('desk.leak.closed')).waitFor();
	await isAccessible(staff, 'a ticket with a marked leak and a held answer');
	await hides(staff);
	await thread(expert).getByText('The word is').waitFor();
	await thread(staff).getByRole('button', { name: m('desk.held.release') }).click();
	await thread(chat).getByText(risky).waitFor();
	await thread(expert).getByText(m('desk.held.released')).waitFor();
});

async function marksLeak(expert: Page): Promise<void> {
	const said = thread(expert).locator('[data-entry]').filter({ hasText: secret });
	await said.hover();
	await said.getByRole('button', { name: /^More on the message/ }).click();
	await expert.getByRole('menuitem', { name: m('ticket.leak.action') }).click();
	await expert.getByRole('dialog', { name: m('ticket.leak.title') }).getByRole('button', { name: m('ticket.leak.action') }).click();
	await thread(expert).getByText(secret).waitFor({ state: 'detached' });
}

async function insists(expert: Page): Promise<void> {
	await writing(expert).getByRole('textbox').fill(risky);
	await writing(expert).getByRole('button', { name: m('ticket.composer.send') }).click();
	await thread(expert).getByRole('alert').getByText(m('ticket.risky.phone')).waitFor();
	await thread(expert).getByRole('button', { name: m('ticket.risky.insist') }).click();
	await thread(expert).getByText(m('desk.held.waits')).waitFor();
}

async function hides(staff: Page): Promise<void> {
	await details(staff).getByRole('button', { name: m('ticket.action.personal') }).click();
	await thread(staff).getByText(slip).waitFor();
	await thread(staff).getByRole('button', { name: m('desk.hide.action') }).click();
	const dialog = staff.getByRole('dialog', { name: m('desk.hide.title') });
	await dialog.getByLabel(m('desk.hide.original')).evaluate((field: HTMLTextAreaElement, word) => {
		const start = field.value.indexOf(word);
		field.focus();
		field.setSelectionRange(start, start + word.length);
	}, secret);
	await dialog.getByRole('button', { name: m('desk.hide.add') }).click();
	await isAccessible(staff, 'choosing what is hidden');
	await dialog.getByRole('button', { name: m('desk.hide.save') }).click();
	await dialog.waitFor({ state: 'detached' });
	await thread(staff).getByText(m('desk.leak.title')).waitFor({ state: 'detached' });
}
