import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mark, Program, topicName, uuid7 } from './api';
import { opensChat, signsIn } from './people';
import { journey } from './stage';
import { m } from './words';

const admin = 'admin@example.org';

journey('an admin invites an expert, who sets a password and is in', async (stage) => {
	const tag = mark();
	const page = await stage.arrives('admin');
	await signsIn(page, admin);
	await page.waitForURL(/\/admin\/people/);
	await page.getByRole('button', { name: m('admin.people.add') }).click();
	const form = page.getByRole('dialog', { name: m('admin.people.add') });
	await form.getByLabel(m('portal.set_up.alias')).fill(`Heron ${tag}`);
	await form.getByLabel(m('common.email')).fill(`heron.${tag}@example.org`);
	await form.getByRole('checkbox', { name: await topicName('waste') }).check();
	await form.getByRole('button', { name: m('admin.people.add_save') }).click();
	const link = await page.getByRole('dialog', { name: m('admin.invitation.title', { name: `Heron ${tag}` }) }).getByLabel(m('admin.invitation.link')).inputValue();
	await page.getByRole('button', { name: m('common.close') }).first().click();
	await page.getByRole('listitem').filter({ hasText: `Heron ${tag}` }).getByText(await topicName('waste')).waitFor();

	const invited = await stage.arrives('invited');
	await invited.goto(link);
	await expect.poll(() => invited.getByLabel(m('common.email')).inputValue()).toBe(`heron.${tag}@example.org`);
	await invited.getByLabel(m('common.password'), { exact: true }).fill(`lamp harbour ${tag}`);
	await invited.getByRole('button', { name: m('portal.set_up.action') }).click();
	await invited.waitForURL(/\/desk\/offers/);
	await invited.getByRole('button', { name: `Heron ${tag}` }).waitFor();

	const late = await stage.arrives('late');
	stage.expected.push(/status of 404 .*set-up/);
	await late.goto(link);
	await late.getByText(m('portal.set_up.gone_text')).waitFor();
});

journey('an admin adds a team and a topic in two languages, and customers can choose it', async (stage) => {
	const tag = mark();
	const page = await stage.arrives('admin');
	await signsIn(page, admin, '/sign-in?next=/admin/teams');
	await page.getByRole('button', { name: m('admin.teams.add') }).click();
	const form = page.getByRole('dialog', { name: m('admin.teams.add') });
	await form.getByLabel(m('common.name')).fill(`Harbour ${tag}`);
	await form.getByRole('button', { name: m('common.save') }).click();
	await page.getByRole('listitem').filter({ hasText: `Harbour ${tag}` }).waitFor();

	await page.getByRole('navigation', { name: m('portal.nav') }).getByRole('link', { name: m('admin.topics.title') }).click();
	await page.getByRole('link', { name: m('admin.topics.add') }).click();
	await names(page, 'English', `Berths ${tag}`);
	await names(page, 'Deutsch', `Liegeplätze ${tag}`);
	await page.getByLabel(m('admin.topics.team'), { exact: true }).selectOption(`Harbour ${tag}`);
	stage.expected.push(/status of 422 .*topics/); // nobody is in the team yet, so requests would be stranded
	await page.getByRole('button', { name: m('common.save') }).click();
	await expect.poll(() => page.getByLabel(m('admin.topics.team'), { exact: true }).evaluate((field) => field === document.activeElement)).toBe(true);
	await joins(`Harbour ${tag}`, `gull.${tag}@example.org`);
	await page.getByRole('button', { name: m('common.save') }).click();
	await page.getByRole('link', { name: `Berths ${tag}` }).waitFor();

	const visitor = await stage.arrives('visitor');
	const chat = await opensChat(visitor);
	await chat.getByRole('button', { name: `Berths ${tag}` }).waitFor();
	await visitor.goto('/');
	await visitor.getByRole('link', { name: `Berths ${tag}` }).waitFor();
	const guest = await stage.arrives('guest', { locale: 'de-DE' });
	await guest.goto('/');
	await guest.getByRole('link', { name: `Liegeplätze ${tag}` }).waitFor();
});

/** Makes a member of staff for a team. */
async function joins(team: string, email: string): Promise<void> {
	const program = await Program.of(admin);
	const { items } = await program.get<{ items: { id: string; name: string }[] }>('/teams');
	await program.post('/people', { id: uuid7(), role: 'staff', name: 'Gull', email, teams: items.filter((one) => one.name === team).map((one) => one.id) });
}

async function names(page: Page, language: string, name: string): Promise<void> {
	await page.getByRole('tab', { name: language }).click();
	await page.getByLabel(m('admin.topics.name', { language })).fill(name);
}
