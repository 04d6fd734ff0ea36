import { expect } from 'vitest';
import { mark, Program } from './api';
import { details, signsIn, thread } from './people';
import { journey } from './stage';
import { m } from './words';

journey('an admin has personal data opened at once, and the customer reads who looked', async (stage) => {
	const about = mark();
	const number = await (await Program.of('customer@example.org')).asks('payments', `Bill ${about}, write to bill.${about}@example.org`);

	const admin = await stage.arrives('admin');
	await signsIn(admin, 'admin@example.org', '/sign-in?next=/admin/privacy');
	const choose = async (way: 'ask' | 'open') => {
		await admin.getByRole('radio', { name: m(`admin.privacy.${way}`) }).check();
		await admin.getByText(m('common.saved'), { exact: true }).first().waitFor();
	};
	await choose('open');
	try {
		const staff = await stage.arrives('staff');
		await signsIn(staff, 'staff@example.org', `/sign-in?next=/desk/all/${number}`);
		await thread(staff).getByText(`bill.${about}@example.org`).waitFor();
		await details(staff).getByText('customer@example.org').waitFor();
		await staff.reload();
		await details(staff).getByText('customer@example.org').waitFor();
	} finally {
		await (await Program.of('admin@example.org')).patch('/privacy', { personal: 'ask' });
	}

	const customer = await stage.arrives('customer');
	await signsIn(customer, 'customer@example.org', '/sign-in?next=/profile');
	await customer.getByRole('region', { name: m('portal.looks.title') }).getByRole('link', { name: m('portal.looks.all') }).click();
	await customer.getByRole('heading', { level: 1, name: m('portal.looks.title') }).waitFor();
	const line = customer.getByRole('main').getByRole('listitem').filter({ hasText: about });
	await line.getByText(m('portal.looks.at_once')).waitFor();
	expect(await line.count()).toBe(1); // however often the page was loaded
	await customer.getByRole('heading', { level: 2, name: /^(today|yesterday)$/ }).first().waitFor(); // it may be midnight
	await line.getByRole('link').click();
	await customer.getByRole('heading', { level: 1, name: about }).waitFor();
});

journey('an admin looks into who has looked at a customer, which the customer sees', async (stage) => {
	const admin = await stage.arrives('admin');
	await signsIn(admin, 'admin@example.org', '/sign-in?next=/admin/privacy');
	await admin.getByLabel(m('admin.privacy.query')).fill('nobody.at.all@example.org');
	await admin.getByRole('button', { name: m('admin.privacy.find') }).click();
	await admin.getByText(m('admin.privacy.nobody')).waitFor();
	await admin.getByLabel(m('admin.privacy.query')).fill('customer@example.org');
	await admin.getByRole('button', { name: m('admin.privacy.find') }).click();
	await admin.getByRole('button', { name: m('admin.privacy.show') }).first().click();
	await admin.getByText(m('admin.privacy.looked_up')).first().waitFor();

	const customer = await stage.arrives('customer');
	await signsIn(customer, 'customer@example.org', '/sign-in?next=/looks');
	await customer.getByText(m('portal.looks.found', { who: `H. Dalgaard (${m('common.role.admin')})` })).first().waitFor();
});
