import type { FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { mark, Program, topicName } from './api';
import { isAccessible } from './looks';
import { asks, chatField, isAvailable, opensChat, reopensChat, signsIn, takes, thread, writing } from './people';
import { journey } from './stage';
import { m } from './words';

/** A red square of one pixel, and so named that it must not be read by experts. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==', 'base64');

journey('a customer sends files, an expert is told what they show, staff see them', async (stage) => {
	const about = mark();
	const name = `Ann Larsen ${about}.png`;
	stage.expected.push(/status of 404 .*\/attachments\//); // the expert tries
	const [customer, expert] = [await stage.arrives('customer'), await stage.arrives('expert')];
	await isAvailable(expert, 'expert@example.org');
	const number = await (await Program.of('customer@example.org')).asks('shop', `My parcel ${about} came like this`);
	await takes(expert, about);

	await signsIn(customer, 'customer@example.org', `/sign-in?next=/requests/${number}`);
	await chooses(customer, name);
	await drops(customer, 'notes.txt');
	const form = customer.getByRole('form', { name: m('portal.request.write') });
	await form.getByRole('button', { name: m('ticket.file.remove', { name: 'notes.txt' }) }).click();
	await isAccessible(customer, 'a request with a file to be sent');
	await form.getByRole('button', { name: m('ticket.composer.send') }).click();
	await shows(customer, name);

	await thread(expert).getByText(m('ticket.file.kind.image'), { exact: true }).waitFor();
	expect(await expert.content()).not.toContain(name);
	expect(await expert.evaluate(async (at) => (await fetch(at)).status, await address(customer))).toBe(404);
	await thread(expert).getByRole('button', { name: m('ticket.file.describe') }).click();
	await thread(expert).getByText(m('ticket.file.asked')).waitFor();
	await isAccessible(expert, 'a ticket with a file for an expert');

	const staff = await stage.arrives('staff');
	await signsIn(staff, 'staff@example.org', `/sign-in?next=/desk/all/${number}`);
	await thread(staff).getByText(m('ticket.file.kind.image'), { exact: true }).waitFor();
	await (await Program.of('staff@example.org')).post(`/tickets/${number}/personal`);
	await staff.reload();
	await shows(staff, name);
	await writing(staff).getByRole('tab', { name: m('desk.write.note') }).click();
	await writing(staff).getByText(m('desk.write.for.helpers'), { exact: true }).click();
	await writing(staff).getByRole('textbox').fill(`A red car, ${about}`);
	await writing(staff).getByRole('button', { name: m('desk.write.note.keep') }).click();
	await thread(expert).getByText(`A red car, ${about}`).waitFor();
});

journey('a file that finds no way waits with its message, and can be called off', async (stage) => {
	const about = mark();
	const number = await (await Program.of('customer@example.org')).asks('shop', `Away ${about}`);
	const customer = await stage.arrives('customer');
	await signsIn(customer, 'customer@example.org', `/sign-in?next=/requests/${number}`);
	stage.expected.push(/net::ERR_FAILED .*\/attachments\//);
	await customer.route('**/attachments/*', (route) => route.abort());
	await chooses(customer, `kept ${about}.png`);
	await customer.getByRole('textbox', { name: m('portal.request.write') }).fill(`look ${about}`);
	await customer.getByRole('button', { name: m('ticket.composer.send') }).click();
	await thread(customer).getByRole('progressbar').waitFor();
	await thread(customer).getByRole('button', { name: m('ticket.file.cancel') }).click();
	await customer.getByRole('form', { name: m('portal.request.write') }).getByText(`kept ${about}.png`).waitFor();
	await expect.poll(() => customer.getByRole('textbox', { name: m('portal.request.write') }).inputValue()).toBe(`look ${about}`);

	await customer.getByRole('button', { name: m('ticket.composer.send') }).click();
	await thread(customer).getByRole('progressbar').waitFor();
	await customer.unroute('**/attachments/*');
	await customer.reload(); // what was written outlives the page, files included
	await shows(customer, `kept ${about}.png`);
});

journey('a visitor sends a picture from the chat and finds it again', async (stage) => {
	const about = mark();
	const name = `crack ${about}.png`;
	const visitor = await stage.arrives('visitor');
	const chat = await opensChat(visitor);
	await asks(chat, { topic: await topicName('shop'), text: `Broken ${about}` });
	await chooses(visitor, name, chat);
	await chatField(chat).focus();
	await chatField(chat).press('Enter');
	await shows(chat, name);
	await isAccessible(visitor, 'the chat with a picture in it');
	await shows(await reopensChat(visitor), name);
});

journey('files go with the very first question, in the portal and in the chat', async (stage) => {
	const about = mark();
	const visitor = await stage.arrives('visitor');
	await visitor.goto('/new');
	await visitor.getByLabel(m('portal.new.topic')).selectOption({ label: await topicName('shop') });
	await visitor.getByRole('textbox', { name: m('portal.new.text') }).fill(`Torn ${about}`);
	await chooses(visitor, `parcel ${about}.png`);
	await chooses(visitor, 'wrong.png');
	await visitor.getByRole('button', { name: m('ticket.file.remove', { name: 'wrong.png' }) }).click();
	await isAccessible(visitor, 'a new request with a file');
	await visitor.getByRole('button', { name: m('portal.new.send') }).click();
	await shows(visitor, `parcel ${about}.png`);

	const guest = await stage.arrives('guest');
	const chat = await opensChat(guest);
	await chat.getByRole('button', { name: await topicName('shop') }).click();
	await chooses(guest, `crack ${about}.png`, chat);
	await isAccessible(guest, 'a first question in the chat with a file');
	await expect.poll(() => keptIn(chat)).toBe(true);
	await opensChat(guest); // anew: what was chosen outlives the page
	await chat.getByRole('button', { name: await topicName('shop') }).click();
	await chat.getByText(`crack ${about}.png`).waitFor();
	await chat.getByRole('textbox', { name: m('widget.write.label') }).fill(`Cracked ${about}`);
	await chat.getByRole('button', { name: m('widget.write.send') }).click();
	await shows(chat, `crack ${about}.png`);
});

async function chooses(page: Page, name: string, where: Page | FrameLocator = page): Promise<void> {
	const chooser = page.waitForEvent('filechooser');
	await where.getByRole('button', { name: m('ticket.file.attach') }).click();
	await (await chooser).setFiles({ name, mimeType: 'image/png', buffer: picture });
}

async function drops(page: Page, name: string): Promise<void> {
	const data = await page.evaluateHandle((name) => {
		const transfer = new DataTransfer();
		transfer.items.add(new File(['some words'], name, { type: 'text/plain' }));
		return transfer;
	}, name);
	await page.getByRole('form', { name: m('portal.request.write') }).dispatchEvent('drop', { dataTransfer: data });
	await page.getByText(name).waitFor();
}

/** True once the chat has put the files of a first question away on the device. */
function keptIn(chat: FrameLocator): Promise<boolean> {
	return chat.locator('body').evaluate(async () => {
		if (!(await indexedDB.databases()).some(({ name }) => name === 'kontor-files')) return false;
		return new Promise<boolean>((resolve) => {
			const opening = indexedDB.open('kontor-files');
			opening.onsuccess = () => {
				const count = opening.result.transaction('files').objectStore('files').count();
				count.onsuccess = () => (opening.result.close(), resolve(count.result === 1));
			};
		});
	});
}

/** The picture is there, not just its place. */
async function shows(page: Page | FrameLocator, name: string): Promise<void> {
	const image = thread(page).getByRole('img', { name });
	await image.waitFor();
	await expect.poll(() => image.evaluate((node) => (node as HTMLImageElement).naturalWidth)).toBe(1);
}

async function address(page: Page): Promise<string> {
	return (await thread(page).locator('img').last().getAttribute('src'))!;
}
