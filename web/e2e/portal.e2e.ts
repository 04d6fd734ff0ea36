import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mark, Program, topicName } from './api';
import { fillsInSignIn, signsIn, thread } from './people';
import { journey } from './stage';
import { m } from './words';

journey('a customer reads and answers a request, and sees who looked at their data', async (stage) => {
	const about = mark();
	const reason = `To check the bill ${about}`;
	const number = await (await Program.of('customer@example.org')).asks('payments', `Bill ${about} came twice`);
	await (await Program.of('staff@example.org')).post(`/tickets/${number}/personal`, { reason });

	const customer = await stage.arrives('customer');
	await fillsInSignIn(customer, 'customer@example.org');
	await goesTo(customer, m('portal.nav.requests'));
	await customer.getByRole('heading', { level: 1, name: m('portal.nav.requests') }).waitFor();
	await customer.getByRole('link', { name: about }).click();
	await customer.getByRole('heading', { level: 1, name: about }).waitFor();
	const text = `It is the one from May, ${about}.`;
	await customer.getByRole('textbox', { name: m('portal.request.write') }).fill(text);
	await customer.getByRole('button', { name: m('ticket.composer.send') }).click();
	await thread(customer).getByText(text).waitFor();
	await thread(customer).getByText(m('ticket.delivery.delivered')).waitFor();

	await goesTo(customer, m('portal.nav.profile'));
	const looks = customer.getByRole('region', { name: m('portal.looks.title') });
	await looks.getByRole('listitem').filter({ hasText: about }).filter({ hasText: m('portal.looks.reason', { reason }) }).getByText('S. Lind').waitFor();
});

journey('a customer adds a phone number, and it is hidden from experts from then on', async (stage) => {
	const about = mark();
	const added = '+45 20 77 40 51';
	const customer = await stage.arrives('customer');
	await signsIn(customer, 'customer@example.org', '/sign-in?next=/profile');
	const phones = customer.getByRole('group', { name: m('portal.data.phones') });
	await phones.getByRole('textbox').first().waitFor();
	await phones.getByRole('button', { name: m('portal.data.add_phone') }).click();
	await phones.getByRole('textbox').last().fill(added);
	await customer.getByRole('button', { name: m('common.save') }).click();
	await customer.getByText(m('common.saved'), { exact: true }).waitFor();
	await customer.reload();
	await expect.poll(() => phones.getByRole('textbox').last().inputValue()).toBe(added);

	const number = await (await Program.of('customer@example.org')).asks('family', `Call ${about} at 20774051, please`);
	const { subject } = await (await Program.of('staff@example.org')).get<{ subject: string }>(`/tickets/${number}`);
	expect(subject).toMatch(new RegExp(`Call ${about} at \\[phone \\d\\], please`));
});

journey('a visitor without an account asks in the portal and finds the request again', async (stage) => {
	const about = mark();
	const visitor = await stage.arrives('visitor');
	await visitor.goto('/');
	await visitor.getByRole('link', { name: await topicName('building') }).click();
	await visitor.getByRole('heading', { level: 1, name: m('portal.new.title') }).waitFor();
	await visitor.getByRole('button', { name: m('portal.new.send') }).click();
	await visitor.getByText(m('portal.new.text_missing')).waitFor();
	await visitor.getByRole('textbox', { name: m('portal.new.text') }).fill(`May I build a shed? ${about}`);
	await visitor.getByLabel(m('common.email')).fill(`shed.${about}@example.com`);
	await visitor.getByRole('button', { name: m('portal.new.send') }).click();
	await visitor.waitForURL(/\/requests\/\d+$/);
	await thread(visitor).getByText(`May I build a shed? ${about}`).waitFor();

	await visitor.goto('/');
	await visitor.getByRole('region', { name: m('portal.nav.requests') }).getByRole('link', { name: about }).click();
	await thread(visitor).getByText(`May I build a shed? ${about}`).waitFor();
});

async function goesTo(page: Page, name: string): Promise<void> {
	await page.getByRole('navigation', { name: m('portal.nav') }).getByRole('link', { name }).click();
}
