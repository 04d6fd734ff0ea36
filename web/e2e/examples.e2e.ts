import { expect } from 'vitest';
import { mark, Program, uuid7 } from './api';
import { isAccessible } from './looks';
import { isAvailable, signsIn, takes, thread } from './people';
import { journey } from './stage';
import { m } from './words';

journey('an expert shares an answer, staff show it, and a peer says that it is useful', async (stage) => {
	const about = mark();
	const otter = await Program.of('expert@example.org');
	const { id } = await otter.get<{ id: string }>('/me');
	const expert = await stage.arrives('expert');
	await isAvailable(expert, 'expert@example.org');
	const number = await (await Program.of('customer@example.org')).asks('waste', `Which bin for ${about}?`);
	expect(await takes(expert, about)).toBe(number);
	await otter.post(`/tickets/${number}/entries`, { id: uuid7(), kind: 'message', text: `The blue one, for ${about}.` });
	await otter.post(`/tickets/${number}/resolve`);

	const said = thread(expert).locator('[data-entry]').filter({ hasText: 'The blue one' });
	await said.hover();
	await said.getByRole('button', { name: /^More on the message/ }).click();
	await expert.getByRole('menuitem', { name: m('peers.share') }).click();
	await expert.getByText(m('peers.shared')).waitFor();

	const staff = await stage.arrives('staff');
	await signsIn(staff, 'staff@example.org', '/sign-in?next=/examples?list=waiting');
	const example = (page = staff) => page.getByRole('article').filter({ hasText: about });
	await example().getByRole('button', { name: m('peers.show'), exact: true }).click();
	await example().waitFor({ state: 'detached' });
	await staff.getByRole('tab', { name: m('peers.list.shown') }).click();
	await example().waitFor();
	for (let presses = 0; presses < 60 && !(await example().evaluate((card) => card === document.activeElement)); presses++) await staff.keyboard.press('j');
	expect(await example().evaluate((card) => card === document.activeElement), 'j leads to the example').toBe(true);
	await staff.keyboard.press('u');
	await example().getByText(m('peers.votes', { n: 1, votes: '1' })).waitFor();
	await isAccessible(staff, 'examples');
	await staff.keyboard.press('/');
	await staff.keyboard.type(`BLUE ${about}`);
	await staff.waitForURL(/q=BLUE/);
	await example().waitFor();
	await staff.keyboard.type(' nowhere');
	await staff.getByText(m('desk.empty.filtered')).waitFor();
	await staff.getByRole('button', { name: m('desk.filter.reset') }).click();
	await example().waitFor();

	await expert.goto('/examples');
	await example(expert).getByText(m('peers.votes', { n: 1, votes: '1' })).waitFor();
	await expect(example(expert).getByRole('button', { name: m('peers.useful'), exact: true }).count()).resolves.toBe(0);
	await staff.goto(`/helpers/${id}`);
	await staff.getByText(m('rewards.profile.examples')).waitFor();
});
