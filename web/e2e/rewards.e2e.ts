import { expect } from 'vitest';
import { mark, Program, topicName, uuid7 } from './api';
import { isAccessible } from './looks';
import { isAvailable, password, signsIn, takes } from './people';
import { journey } from './stage';
import { m } from './words';

journey('a solved request earns an expert something, staff add to it, and an admin pays it', async (stage) => {
	const about = mark();
	const root = await Program.of('admin@example.org');
	const before = await root.get<{ grace_hours: number; minimum: number; zone: string }>('/rewards/policy');
	await root.patch('/rewards/policy', { grace_hours: 0, minimum: 100 });
	try {
		const admin = await stage.arrives('admin');
		await signsIn(admin, 'admin@example.org', '/sign-in?next=/admin/rewards');
		await admin.getByRole('button', { name: m('rewards.rates.add') }).click();
		const form = admin.getByRole('dialog', { name: m('rewards.rates.add') });
		await form.getByLabel(m('rewards.statement.amount')).fill('12,50');
		await form.getByLabel(m('rewards.rates.topic')).selectOption('waste');
		await form.getByRole('button', { name: m('common.save') }).click();
		await admin.getByRole('listitem').filter({ hasText: '€12.50' }).filter({ hasText: await topicName('waste') }).first().waitFor();
		await isAccessible(admin, 'rates');

		const expert = await stage.arrives('expert');
		await isAvailable(expert, 'expert@example.org');
		const number = await (await Program.of('customer@example.org')).asks('waste', `Which bin for ${about}?`);
		expect(await takes(expert, about)).toBe(number);
		const otter = await Program.of('expert@example.org');
		await otter.post(`/tickets/${number}/entries`, { id: uuid7(), text: 'The green one.' });
		await otter.post(`/tickets/${number}/resolve`);
		const month = new Date().toLocaleDateString('sv', { timeZone: before.zone }).slice(0, 7); // by the organisation's clock
		const statement = () => otter.get<{ lines: { ticket: number | null; amount: number }[] }>(`/me/earnings/${month}`);
		await expect.poll(async () => (await statement()).lines.find((line) => line.ticket === number)?.amount).toBe(1250);

		await expert.goto('/earnings');
		stage.expected.push(/status of 422 .*\/me\/payee/);
		await expert.getByLabel(m('rewards.payee.name')).fill('Otto Otter');
		await expert.getByLabel(m('rewards.payee.iban')).fill('DE89 3704 0044 0532 0130 01');
		await expert.getByLabel(m('rewards.payee.password')).fill(password);
		await expert.getByRole('button', { name: m('common.save') }).click();
		await expert.getByText(m('rewards.payee.iban_wrong')).waitFor();
		await expert.getByLabel(m('rewards.payee.iban')).fill('DE89 3704 0044 0532 0130 00');
		await expert.getByRole('button', { name: m('common.save') }).click();
		await expert.getByText(m('common.saved'), { exact: true }).first().waitFor();
		await isAccessible(expert, 'earnings');

		const staff = await stage.arrives('staff');
		await signsIn(staff, 'staff@example.org', '/sign-in?next=/rewards');
		await staff.getByRole('main').getByRole('link', { name: 'Otter K.' }).click();
		await staff.getByRole('button', { name: m('rewards.adjust') }).click();
		const adjusting = staff.getByRole('dialog', { name: m('rewards.adjust.title') });
		await adjusting.getByLabel(m('rewards.statement.amount')).fill('2.50');
		await adjusting.getByLabel(m('rewards.adjust.ticket')).fill(`#${number}`);
		const reason = adjusting.getByLabel(m('rewards.adjust.reason'));
		await reason.fill(`For patience, ${about}; call 20 33 44 55`);
		await adjusting.getByRole('button', { name: m('common.save') }).click();
		await adjusting.getByText(m('rewards.adjust.masked')).waitFor(); // what the expert will read is not what was written
		await isAccessible(staff, 'adjusting', '[role=dialog]');
		await reason.fill(`For patience, ${about}`);
		await adjusting.getByRole('button', { name: m('common.save') }).click();
		await staff.getByText(m('rewards.adjust.done')).first().waitFor();

		await expert.goto(`/earnings/${month}`);
		const line = (words: string) => expert.getByRole('row').filter({ hasText: words });
		await line(m('rewards.kind.solved', { number: String(number), topic: await topicName('waste') })).getByText('+€12.50').waitFor();
		await line(about).getByText('+€2.50').waitFor();

		await admin.goto('/admin/payouts');
		await admin.getByRole('button', { name: m('rewards.payouts.make') }).click();
		const open = admin.getByRole('listitem').filter({ hasText: m('rewards.payouts.state.open') });
		await open.getByRole('link', { name: m('rewards.payouts.csv') }).waitFor();
		await isAccessible(admin, 'payouts');
		await open.getByRole('button', { name: m('rewards.payouts.paid') }).click();
		await open.waitFor({ state: 'detached' });
		await admin.getByRole('button', { name: m('rewards.payouts.take_back') }).first().click(); // the newest comes first
		const taking = admin.getByRole('dialog', { name: m('rewards.payouts.take_back') });
		await taking.getByLabel(m('rewards.adjust.reason')).fill('It came back.');
		await isAccessible(admin, 'taking a payout back', '[role=dialog]');
		await taking.getByRole('button', { name: m('rewards.payouts.take_back') }).click();
		await open.getByText(m('rewards.payouts.taken_back', { reason: 'It came back.' })).waitFor();
		await open.getByRole('button', { name: m('rewards.payouts.paid') }).click();
		await open.waitFor({ state: 'detached' });

		const { id } = await otter.get<{ id: string }>('/me');
		await expert.goto(`/helpers/${id}`);
		await expert.getByRole('heading', { level: 1, name: 'Otter K.' }).waitFor();
		await isAccessible(expert, 'a profile');
	} finally {
		await root.patch('/rewards/policy', { grace_hours: before.grace_hours, minimum: before.minimum });
	}
});
