import type { FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { mark, topicName } from './api';
import { isAccessible } from './looks';
import { act, asks, chatField, details, isAvailable, list, offer, opensChat, says, signsIn, takes, thread, writes, writing } from './people';
import { journey, type Stage } from './stage';
import { m } from './words';
import { Wire } from './wire';

const expertName = 'Otter K.';
const staffName = 'S. Lind';
const handover = 'Asked for a new parcel. Needs the order number.';
const answer = 'A new parcel is on its way.';

journey('a visitor asks, an expert answers, staff take over, the visitor rates', async (stage) => {
	const about = mark();
	const email = `ann.${about}@example.com`;
	const phone = '+45 20 30 40 50';

	const { expert, rival, wires } = await twoExperts(stage);
	const visitor = await stage.arrives('visitor');
	const chat = await opensChat(visitor);
	await asks(chat, { topic: await topicName('shop'), text: `Parcel ${about} has not come\nWrite to ${email} or call ${phone}`, email });

	await Promise.all([offer(expert, about).waitFor(), offer(rival, about).waitFor()]);
	await Promise.all([takes(expert, about), offer(rival, about).getByText(m('desk.offer.gone.claimed')).waitFor()]); // which stands there for some seconds only
	await theyChat(chat, expert);
	await passesToStaff(expert);
	for (const wire of wires) await tellsNothing(wire, about, [email, phone]);
	for (const page of [expert, rival]) await showsNothing(page, [email, phone]);

	const staff = await stage.arrives('staff');
	await findsInQueue(staff, about);
	await showsNothing(staff, [email, phone]);
	await opensPersonalData(staff, email, phone);
	await answersAndResolves(staff, chat);
	await isAccessible(staff, 'a ticket with personal data open');
	await chat.getByText(m('ticket.rating.question', { who: staffName })).waitFor();
	await isAccessible(visitor, 'the demo with the chat open');
	await rates(chat, staff);
	await comesBack(chat, staff);
	for (const wire of wires) await tellsNothing(wire, about, [email, phone, answer]);
});

async function twoExperts(stage: Stage) {
	const [expert, rival] = [await stage.arrives('expert'), await stage.arrives('rival')];
	const wires = [new Wire(expert), new Wire(rival)];
	await Promise.all([isAvailable(expert, 'expert@example.org'), isAvailable(rival, 'magpie@example.org')]);
	return { expert, rival, wires };
}

/** Both are there at once: each sees the other writing, what they say, and that it was read. */
async function theyChat(chat: FrameLocator, expert: Page): Promise<void> {
	await chat.getByText(m('widget.safe.expert')).waitFor();
	await isSeenWriting(writing(expert).getByRole('textbox'), chat.getByText(m('ticket.writing', { n: 1, who: expertName })));
	await writes(expert, 'Which day was it posted?');
	await thread(chat).getByText('Which day was it posted?').waitFor();
	await thread(expert).getByText(m('ticket.delivery.seen')).waitFor();

	await isSeenWriting(chatField(chat), expert.getByText(/is writing …$/));
	await says(chat, 'On Monday.');
	await thread(expert).getByText('On Monday.').waitFor();
	await thread(chat).getByText(m('ticket.delivery.seen')).waitFor();
}

/** Writes until the other side sees it: that is whispered, stands there for some seconds, and a whisper may be lost. */
async function isSeenWriting(field: Locator, sign: Locator): Promise<void> {
	await expect
		.poll(async () => {
			await field.pressSequentially('a');
			return sign.isVisible();
		}, { interval: 500 })
		.toBe(true);
}

async function passesToStaff(expert: Page): Promise<void> {
	await act(expert, m('ticket.action.escalate')).click();
	const dialog = expert.getByRole('dialog', { name: m('ticket.action.escalate') });
	await dialog.getByRole('radio', { name: m('desk.escalate.reason.personal_data') }).check();
	await dialog.getByText(m('desk.escalate.staff.text')).waitFor();
	await dialog.getByLabel(m('desk.note.asked')).fill(handover);
	await dialog.getByRole('button', { name: m('desk.escalate.staff') }).click();
	await expert.getByText(m('desk.done.escalate')).waitFor();
}

async function findsInQueue(staff: Page, about: string): Promise<void> {
	await signsIn(staff, 'staff@example.org', '/desk/queue');
	await list(staff, 'queue').getByRole('link', { name: about }).click();
	await thread(staff).getByText(handover).waitFor();
	await thread(staff).getByText(m('ticket.event.escalated.personal_data')).waitFor();
}

async function opensPersonalData(staff: Page, email: string, phone: string): Promise<void> {
	await details(staff).getByRole('button', { name: m('ticket.action.personal') }).click();
	await details(staff).getByRole('definition').getByText(email).waitFor();
	await thread(staff).getByText(phone).waitFor();
}

async function answersAndResolves(staff: Page, chat: FrameLocator): Promise<void> {
	await act(staff, m('ticket.action.take')).click();
	await chat.getByText(m('widget.safe.staff')).waitFor();
	await writes(staff, answer);
	await thread(chat).getByText(answer).waitFor();
	await act(staff, m('ticket.action.resolve')).click();
	await thread(staff).getByText(m('ticket.event.resolved.you')).waitFor();
}

async function rates(chat: FrameLocator, staff: Page): Promise<void> {
	const stars = chat.getByRole('group', { name: m('ticket.rating.question', { who: staffName }) });
	await stars.getByRole('radio', { name: m('ticket.rating.5'), exact: true }).press('Space');
	await chat.getByRole('checkbox', { name: m('ticket.rating.tag.friendly') }).press('Space');
	await chat.getByRole('button', { name: m('ticket.rating.send') }).click();
	await chat.getByText(m('ticket.rating.thanks')).waitFor();

	await details(staff).getByText(m('desk.rating.for', { who: staffName })).waitFor();
	await details(staff).getByText(m('ticket.rating.tag.friendly')).waitFor();
}

/** What was resolved is taken up again by whoever had it. */
async function comesBack(chat: FrameLocator, staff: Page): Promise<void> {
	const field = chat.getByRole('textbox', { name: m('widget.chat.reopen') });
	await field.fill('It came, but it is empty.');
	await field.press('Enter');
	await thread(staff).getByText('It came, but it is empty.').waitFor();
	await act(staff, m('ticket.action.resolve')).waitFor();
	await chat.getByText(m('widget.safe.staff')).waitFor();
	await writes(staff, 'Then we send another.');
	await thread(chat).getByText('Then we send another.').waitFor();
}

async function showsNothing(page: Page, secrets: string[]): Promise<void> {
	const text = await page.locator('html').evaluate((html) => html.outerHTML);
	for (const secret of secrets) expect(text).not.toContain(secret);
}

async function tellsNothing(wire: Wire, about: string, secrets: string[]): Promise<void> {
	const told = await wire.all();
	expect(told).toContain(about); // we do listen
	for (const secret of secrets) expect(told).not.toContain(secret);
}
