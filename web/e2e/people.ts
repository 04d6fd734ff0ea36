import type { FrameLocator, Locator, Page } from 'playwright-core';
import { m } from './words';

/** What people do over and over, by the names that a screen reader reads to them. */

export const password = 'kontor-demo';

/** Comes to a page, signed in. */
export async function signsIn(page: Page, email: string, at = '/sign-in'): Promise<void> {
	await isSignedIn(page, email);
	await page.goto(at);
	await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Whoever uses this browser has a session. The form that one gets it with has journeys of its own. */
export async function isSignedIn(page: Page, email: string): Promise<void> {
	const answer = await page.request.post('/api/v1/sessions', { data: { email, password } });
	if (!answer.ok()) throw new Error(`${email} cannot sign in: ${answer.status()} ${await answer.text()}`);
}

/** The form itself. */
export async function fillsInSignIn(page: Page, email: string): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel(m('common.email')).fill(email);
	await page.getByLabel(m('common.password'), { exact: true }).fill(password);
	await page.getByRole('button', { name: m('common.sign_in') }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** An expert opens the workspace and is asked for help from then on. */
export async function isAvailable(page: Page, email: string): Promise<void> {
	await signsIn(page, email, '/desk/offers');
	await turnsAvailable(page);
}

/** Whoever is at their offers says that they have time. */
export async function turnsAvailable(page: Page): Promise<void> {
	const available = page.getByRole('navigation', { name: m('desk.nav') }).getByRole('switch', { name: m('desk.available') });
	if ((await available.getAttribute('aria-checked')) === 'false') await available.click();
	await list(page, 'offers').waitFor();
}

/** The list column of the workspace. */
export function list(page: Page, view: 'offers' | 'queue' | 'mine' | 'flagged' | 'all'): Locator {
	return page.getByRole('region', { name: m(`desk.view.${view}`) });
}

export function offer(page: Page, about: string): Locator {
	return list(page, 'offers').getByRole('article').filter({ hasText: about });
}

/** Takes an offer; answers the number of the ticket. */
export async function takes(page: Page, about: string): Promise<number> {
	await offer(page, about).getByRole('button', { name: m('ticket.action.claim') }).click();
	await page.waitForURL(/\/desk\/mine\/\d+/);
	return Number(/mine\/(\d+)/.exec(page.url())![1]);
}

/** The conversation, in the workspace, the portal and the chat alike. */
export function thread(where: Page | FrameLocator): Locator {
	return where.getByRole('log', { name: m('ticket.thread') });
}

/** Where a helper writes. */
export function writing(page: Page): Locator {
	return page.getByRole('region', { name: m('desk.write') });
}

export async function writes(page: Page, text: string): Promise<void> {
	const field = writing(page).getByRole('textbox');
	await field.fill(text);
	await writing(page).getByRole('button', { name: m('ticket.composer.send') }).click();
	await thread(page).getByText(text).waitFor();
}

/** The button in the head of a ticket. */
export function act(page: Page, name: string): Locator {
	return page.getByRole('group', { name: m('desk.acts') }).getByRole('button', { name });
}

export function details(page: Page): Locator {
	return page.getByRole('complementary', { name: m('desk.details') });
}

/** A visitor opens the chat on somebody's page. */
export async function opensChat(page: Page): Promise<FrameLocator> {
	const chat = await opensBubble(page);
	await chat.getByRole('heading', { name: m('widget.hello') }).waitFor();
	return chat;
}

/** The same visitor comes back later: the chat stands where it stood. */
export async function reopensChat(page: Page): Promise<FrameLocator> {
	const chat = await opensBubble(page);
	await thread(chat).waitFor();
	return chat;
}

async function opensBubble(page: Page): Promise<FrameLocator> {
	await page.goto('/demo');
	await page.getByRole('button', { name: m('widget.title') }).last().click();
	return page.getByTitle(m('widget.title')).contentFrame();
}

export interface Question {
	topic: string;
	text: string;
	email?: string;
}

/** Picks a topic and asks; waits until the question has arrived. */
export async function asks(chat: Page | FrameLocator, { topic, text, email }: Question): Promise<void> {
	await chat.getByRole('button', { name: topic }).click();
	await chat.getByRole('textbox', { name: m('widget.write.label') }).fill(text);
	if (email) {
		await chat.getByText(m('widget.about.title')).click();
		await chat.getByLabel(m('widget.about.email')).fill(email);
	}
	await chat.getByRole('button', { name: m('widget.write.send') }).click();
	await thread(chat).getByText(m('ticket.delivery.delivered')).waitFor();
}

/** Writes in the chat; whether it arrives is for the journey to see. */
export async function says(chat: FrameLocator, text: string): Promise<void> {
	const field = chatField(chat);
	await field.fill(text);
	await field.press('Enter');
}

export function chatField(chat: FrameLocator): Locator {
	return chat.getByRole('textbox', { name: m('widget.chat.placeholder') });
}
