import { expect } from 'vitest';
import { mark, topicName } from './api';
import { asks, isAvailable, opensChat, says, takes, thread, writes } from './people';
import { journey, kontor } from './stage';
import { m } from './words';

journey('a server that is killed mid-chat comes back and nothing is lost or doubled', async (stage) => {
	const about = mark();
	const [expert, visitor] = [await stage.arrives('expert'), await stage.arrives('visitor')];
	await isAvailable(expert, 'expert@example.org');
	const chat = await opensChat(visitor);
	await asks(chat, { topic: await topicName('waste'), text: `Bulky waste ${about}` });
	await takes(expert, about);
	const words = ['before', 'while it is away', 'from the visitor after', 'from the expert after'].map((when) => `Said ${when}: ${about}.`);
	await says(chat, words[0]!);
	await thread(expert).getByText(words[0]!).waitFor();

	stage.outage = true;
	await kontor.kill();
	await says(chat, words[1]!);
	await thread(chat).getByText(m('ticket.delivery.sending')).waitFor();
	await chat.getByText(m('ticket.connection.away')).waitFor();
	await expert.getByText(m('ticket.connection.away')).waitFor();
	await kontor.start();

	await thread(expert).getByText(words[1]!).waitFor();
	await chat.getByText(m('ticket.connection.away')).waitFor({ state: 'hidden' });
	await says(chat, words[2]!);
	await thread(expert).getByText(words[2]!).waitFor();
	await writes(expert, words[3]!);
	await thread(chat).getByText(words[3]!).waitFor();
	for (const side of [expert, chat]) {
		const log = await thread(side).innerText();
		expect(words.map((text) => log.split(text).length - 1), 'how often each stands there').toEqual([1, 1, 1, 1]);
	}
});
