import type { FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { mark, topicName } from './api';
import { Cable } from './cable';
import { asks, isAvailable, opensChat, reopensChat, says, takes, thread } from './people';
import { journey, type Stage } from './stage';
import { m } from './words';

journey('what a visitor writes offline is sent once and in order when the network is back', async (stage) => {
	const { cable, chat, expert, words } = await talking(stage);
	stage.outage = true;
	await cable.cut();
	await writesInVain(chat, words);
	await chat.getByText(m('ticket.connection.offline')).waitFor();
	expect(await thread(expert).getByText(words[0]!).count()).toBe(0);

	await cable.mend();
	await arrivesOnce(expert, chat, words);
});

journey('what was written offline survives closing the page', async (stage) => {
	const { visitor, cable, chat, expert, words } = await talking(stage);
	stage.outage = true;
	await cable.cut();
	await writesInVain(chat, words);
	await visitor.goto('about:blank');

	await cable.mend();
	await arrivesOnce(expert, await reopensChat(visitor), words);
});

/** A visitor and an expert in the middle of a chat, and two things that the visitor will say next. */
async function talking(stage: Stage) {
	const about = mark();
	const [expert, visitor] = [await stage.arrives('expert'), await stage.arrives('visitor')];
	const cable = await Cable.of(visitor);
	await isAvailable(expert, 'expert@example.org');
	const chat = await opensChat(visitor);
	await asks(chat, { topic: await topicName('parking'), text: `Guest permit ${about}` });
	await takes(expert, about);
	await chat.getByText(m('widget.safe.expert')).waitFor();
	return { visitor, cable, chat, expert, words: [`First ${about}, by ferry.`, `Second ${about}, with a trailer.`] };
}

/** It shows at once, and says that it waits. */
async function writesInVain(chat: FrameLocator, words: string[]): Promise<void> {
	for (const text of words) {
		await says(chat, text);
		await thread(chat).getByText(text).waitFor();
	}
	await expect.poll(() => thread(chat).getByText(m('ticket.delivery.sending')).count()).toBe(words.length);
}

async function arrivesOnce(expert: Page, chat: FrameLocator, words: string[]): Promise<void> {
	await thread(expert).getByText(words.at(-1)!).waitFor();
	await thread(chat).getByText(m('ticket.delivery.sending')).first().waitFor({ state: 'hidden' });
	for (const side of [expert, chat]) {
		const log = await thread(side).innerText();
		expect(words.map((text) => log.split(text).length - 1), 'how often each stands there').toEqual(words.map(() => 1));
		expect(words.map((text) => log.indexOf(text))).toEqual(words.map((text) => log.indexOf(text)).sort((a, b) => a - b));
	}
}
