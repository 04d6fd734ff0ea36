import type { FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { mark, Program, topicName, uuid7 } from './api';
import { Cable } from './cable';
import { isAccessible, isReadable } from './looks';
import { asks, opensChat, signsIn, thread } from './people';
import { desktop, journey, phone, type Stage } from './stage';
import { like, m } from './words';

/** What people see when something is wrong: how it is, and that nothing is lost. */

journey('a slow desk is said calmly, and no longer when it is well again', async (stage) => {
	const { page, cable, about } = await reading(stage);
	const slow = page.getByText(m('ticket.connection.slow'));
	cable.hold('state'); // what the desk says of itself on a busy machine
	cable.says({ type: 'state', slow: true });
	await slow.waitFor();
	await isAccessible(page, 'slow');
	cable.says({ type: 'state', slow: false });
	await slow.waitFor({ state: 'hidden' });

	cable.hold('state', 'ack', 'entry');
	await says(page, `Is anybody there? ${about}`);
	await thread(page).getByText(m('ticket.delivery.sending')).waitFor();
	await slow.waitFor();
	cable.release();
	await thread(page).getByText(m('ticket.delivery.delivered')).waitFor();
	await slow.waitFor({ state: 'hidden' });
});

journey('a message that was too much at once goes later, one that is refused can be written anew', async (stage) => {
	const { page, cable, about } = await reading(stage, { ...phone, colorScheme: 'dark' });
	let refusals = 0;
	cable.answers(({ type, id, ticket }) => (type === 'post' && refusals++ === 0 ? { type: 'error', id, ticket, code: 'limited', message: 'too much at once', retry_after: 1 } : undefined));
	await says(page, `In a moment ${about}`);
	await thread(page).getByText(m('ticket.delivery.delivered')).waitFor();
	expect(refusals, 'it was sent again').toBeGreaterThan(1);

	cable.answers(({ type, id, ticket }) => (type === 'post' ? { type: 'error', id, ticket, code: 'forbidden', message: 'this is not yours any more' } : undefined));
	const text = `Not like this ${about}`;
	await says(page, text);
	await thread(page).getByText(m('ticket.unsent.forbidden')).waitFor();
	await isAccessible(page, 'refused on a phone in the dark');
	await thread(page).getByRole('button', { name: m('ticket.delivery.edit') }).click();
	await expect.poll(() => field(page).inputValue()).toBe(text);
	cable.answers(() => undefined);
	await says(page, `Better like this ${about}`);
	await thread(page).getByText(m('ticket.delivery.delivered')).waitFor();
	expect(await thread(page).getByText(text).count()).toBe(0);
});

journey('where no socket gets through messages come all the same', async (stage) => {
	const { page, cable, about, program, number } = await reading(stage);
	stage.outage = true;
	await cable.blockSockets();
	await program.post(`/tickets/${number}/entries`, { id: uuid7(), kind: 'message', text: `From elsewhere ${about}` });
	await thread(page).getByText(`From elsewhere ${about}`).waitFor();
	await page.getByText(m('ticket.connection.polling')).waitFor();
	await says(page, `From here ${about}`);
	await thread(page).getByText(m('ticket.delivery.delivered')).waitFor();
	await cable.mend();
	await page.getByText(m('ticket.connection.polling')).waitFor({ state: 'hidden' });
});

journey('a browser that keeps nothing says so, and sends what was written', async (stage) => {
	const { page, cable, about } = await reading(stage, desktop, (page) => page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined })));
	stage.outage = true;
	await cable.cut();
	await says(page, `Fleeting ${about}`);
	await page.getByText(m('ticket.connection.offline')).getByText(m('ticket.connection.fleeting')).waitFor();
	await cable.mend();
	await thread(page).getByText(m('ticket.delivery.delivered')).waitFor();
});

journey('who comes while many are writing waits at the door and gets in without doing anything', async (stage) => {
	const about = mark();
	const topic = await topicName('shop');
	const [bubble, portal] = [await stage.arrives('bubble', phone), await stage.arrives('portal')];
	const doors = await Promise.all([bubble, portal].map(closes));

	const chat = await opensChat(bubble);
	const inside = asks(chat, { topic, text: `In the chat ${about}` });
	await waitsAtTheDoor(chat);
	await isReadable(bubble, 'waiting at the door of the chat');
	await doors[0]!.open();
	await portal.goto('/');
	await portal.getByRole('link', { name: topic }).click();
	await portal.getByRole('textbox', { name: m('portal.new.text') }).fill(`In the portal ${about}`);
	await portal.getByRole('button', { name: m('portal.new.send') }).click();
	await waitsAtTheDoor(portal);
	await isAccessible(portal, 'waiting at the door of the portal');
	await doors[1]!.open();
	await portal.waitForURL(/\/requests\/\d+$/);
	await thread(portal).getByText(`In the portal ${about}`).waitFor();
	await inside;
});

/** A customer reads a request over a cable that can do things. */
async function reading(stage: Stage, options = desktop, prepares: (page: Page) => Promise<unknown> = async () => undefined) {
	const about = mark();
	const program = await Program.of('customer@example.org');
	const number = await program.asks('shop', `Trouble ${about}`);
	const page = await stage.arrives('customer', options);
	await prepares(page);
	const cable = await Cable.of(page);
	await signsIn(page, 'customer@example.org', `/sign-in?next=/requests/${number}`);
	await thread(page).getByText(`Trouble ${about}`).waitFor();
	await cable.greeted;
	return { page, cable, about, program, number };
}

function field(page: Page) {
	return page.getByRole('textbox', { name: m('portal.request.write') });
}

async function says(page: Page, text: string): Promise<void> {
	await field(page).fill(text);
	await page.getByRole('button', { name: m('ticket.composer.send') }).click();
}

/** The desk holds new visitors at the door, two seconds at a time, until it is opened. */
async function closes(page: Page): Promise<{ open(): Promise<void> }> {
	const full = { status: 503, headers: { 'Retry-After': '2' }, contentType: 'application/problem+json', body: JSON.stringify({ status: 503, code: 'internal', detail: 'many people are writing' }) };
	await page.route('**/api/v1/visitors', (route) => route.fulfill(full));
	return { open: () => page.unroute('**/api/v1/visitors') };
}

async function waitsAtTheDoor(where: Page | FrameLocator): Promise<void> {
	await where.getByText(m('ticket.door.full')).waitFor();
	await where.getByText(like('ticket.door.next')).waitFor();
}
