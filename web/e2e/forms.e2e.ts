import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mark, Program, topicName, uuid7 } from './api';
import { details, isAvailable, opensChat, signsIn, takes, thread } from './people';
import { journey } from './stage';
import { m } from './words';

journey('an admin builds a form, customers fill it in, an expert reads it, and one answer goes to staff', async (stage) => {
	const tag = mark();
	const program = await Program.of('admin@example.org');
	await opensTopic(program, tag);
	const expert = await stage.arrives('expert');
	await isAvailable(expert, 'expert@example.org');
	const admin = await stage.arrives('admin');
	await signsIn(admin, 'admin@example.org', `/sign-in?next=/admin/topics/${tag}`);
	await builds(admin);

	const visitor = await stage.arrives('visitor');
	await visitor.goto(`/new?topic=${tag}`);
	await visitor.getByRole('textbox', { name: m('portal.new.text') }).fill(`May I stop there? ${tag}`);
	await visitor.getByLabel('Vehicle').selectOption('Car');
	await visitor.getByLabel('Contract').fill('Q-contract');
	await visitor.getByRole('button', { name: m('portal.new.send') }).click();
	await visitor.getByText(m('ticket.form.missing')).waitFor();
	const street = visitor.getByLabel('Which street?');
	await expect.poll(() => street.evaluate((field) => field === document.activeElement)).toBe(true);
	await street.fill('Harbour street');
	await visitor.getByRole('button', { name: m('portal.new.send') }).click();
	await visitor.waitForURL(/\/requests\/\d+$/);
	await visitor.getByText(m('ticket.form.title')).click();
	await visitor.getByText('Q-contract').waitFor();

	await takes(expert, tag);
	const form = details(expert).getByRole('definition');
	await form.filter({ hasText: 'Harbour street' }).waitFor();
	await form.filter({ hasText: 'Car' }).waitFor();
	await details(expert).getByText('Which street?').waitFor();
	expect(await expert.content()).not.toContain('Q-contract');

	const fields = { 'which-street': 'Mill lane', vehicle: 'lorry' };
	const customer = await Program.of('customer@example.org');
	const { tier } = await customer.post<{ tier: string }>('/tickets', { id: uuid7(), topic: tag, text: 'And I?', fields });
	expect(tier).toBe('staff');
	await program.patch(`/topics/${tag}`, { active: false });
}, 180_000);

journey('the chat asks what a topic asks', async (stage) => {
	const tag = mark();
	const program = await Program.of('admin@example.org');
	await opensTopic(program, tag);
	await program.patch(`/topics/${tag}`, { form_fields: [{ key: 'street', kind: 'text', labels: { en: 'Which street?' }, required: true }] });
	const visitor = await stage.arrives('visitor');
	const chat = await opensChat(visitor);
	await chat.getByRole('button', { name: await topicName(tag) }).click();
	await chat.getByLabel('Which street?').waitFor();
	await chat.getByRole('textbox', { name: m('widget.write.label') }).fill(`May I stop there? ${tag}`);
	await chat.getByRole('button', { name: m('widget.write.send') }).click();
	await chat.getByText(m('ticket.form.missing')).waitFor();
	await chat.getByLabel('Which street?').fill('Harbour street');
	await chat.getByRole('button', { name: m('widget.write.send') }).click();
	await thread(chat).getByText(m('ticket.delivery.delivered')).waitFor();
	await program.patch(`/topics/${tag}`, { active: false });
});

/** A topic of the town's, which one expert answers. */
async function opensTopic(admin: Program, id: string): Promise<void> {
	const topics = await admin.get<{ items: { team: string }[] }>('/topics');
	await admin.post('/topics', { id, names: { en: `Stopping ${id}` }, policy: 'experts_first', team: topics.items[0]!.team, offer_seconds: 600 });
	const people = await admin.get<{ items: { id: string; email: string; topics: string[] }[] }>('/people?role=expert');
	const expert = people.items.find((one) => one.email === 'expert@example.org')!;
	await admin.patch(`/people/${expert.id}`, { topics: [...expert.topics, id] });
}

async function builds(page: Page): Promise<void> {
	const field = (n: number) => page.getByRole('region', { name: m('admin.form.title') }).getByRole('listitem').nth(n);
	await page.getByRole('button', { name: m('admin.form.add') }).click();
	const language = { language: 'Dansk' }; // the first of the demo's
	await field(0).getByLabel(m('admin.form.label', language)).fill('Which street?');
	await field(0).getByLabel(m('admin.form.required')).check();
	await page.getByRole('button', { name: m('admin.form.add') }).click();
	await field(1).getByLabel(m('admin.form.label', language)).fill('Vehicle');
	await field(1).getByLabel(m('admin.form.kind')).selectOption('choice');
	await field(1).getByLabel(m('admin.form.option', { n: 1, ...language }), { exact: true }).fill('Car');
	await field(1).getByLabel(m('admin.form.option', { n: 2, ...language }), { exact: true }).fill('Lorry');
	await page.getByRole('button', { name: m('admin.form.add') }).click();
	await field(2).getByLabel(m('admin.form.label', language)).fill('Contract');
	await field(2).getByLabel(m('admin.form.staff_only')).check();
	await field(2).getByRole('button', { name: m('admin.topics.up', { name: 'Contract' }) }).press('Enter');
	await field(1).getByText(m('admin.form.key', { key: 'contract' })).waitFor();
	await page.getByRole('button', { name: m('admin.form_rules.add') }).click();
	await page.getByLabel(m('admin.form_rules.field'), { exact: true }).selectOption('Vehicle');
	await page.getByLabel(m('admin.form_rules.value'), { exact: true }).selectOption('Lorry');
	await page.getByRole('button', { name: m('common.save') }).click();
	await page.getByText(m('common.saved'), { exact: true }).waitFor();
}
