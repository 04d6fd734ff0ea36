import { expect } from 'vitest';
import { mark, Program, uuid7 } from './api';
import { Network } from './network';
import { signsIn, thread } from './people';
import { desktop, journey, kontor } from './stage';

/** What a page takes is well below a second. One that does not notice that it slept finds its connection dead after 35 s: between them is room for a busy machine. */
const soonMs = 20_000;
/** Longer than any busy page is late. */
const nightMs = 4_000;

journey('a laptop that slept has caught up a moment after waking', async (stage) => {
	const about = mark();
	const program = await Program.of('customer@example.org');
	const number = await program.asks('shop', `Opening hours ${about}`);
	const network = await Network.to(kontor.place.port);
	stage.hosts.add(network.host);
	const laptop = await stage.arrives('laptop', { ...desktop, baseURL: `http://${network.host}` });
	await signsIn(laptop, 'customer@example.org', `/sign-in?next=/requests/${number}`);
	await thread(laptop).getByText(`Opening hours ${about}`).waitFor();

	const text = `Said while it slept: ${about}.`;
	const lid = await laptop.context().newCDPSession(laptop);
	await lid.send('Debugger.enable');
	const asleep = new Promise((resolve) => lid.once('Debugger.paused', resolve));
	await lid.send('Debugger.pause');
	await asleep;
	network.lose();
	await program.post(`/tickets/${number}/entries`, { id: uuid7(), kind: 'message', text });
	// Nothing tells of sleep but the time that is missing afterwards.
	await new Promise((morning) => setTimeout(morning, nightMs));
	const woken = Date.now();
	await lid.send('Debugger.resume');
	await thread(laptop).getByText(text).waitFor();
	const took = Date.now() - woken;
	network.close();
	expect(took, 'milliseconds from waking to the message').toBeLessThan(soonMs);
});
