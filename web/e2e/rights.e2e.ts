import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mark, Program } from './api';
import { fitsItsWidth, isAccessible } from './looks';
import { details, password, signsIn } from './people';
import { journey, phone } from './stage';
import { like, m } from './words';

journey('a customer takes everything along, asks to be erased and thinks better of it', async (stage) => {
	const email = `ida.${mark()}@example.org`;
	await (await Program.customer(email, 'Ida Quist')).asks('shop', 'Where is my parcel?');
	const customer = await stage.arrives('customer', phone);
	stage.expected.push(/status of 422 .*\/me\/export/); // the wrong password
	await signsIn(customer, email, '/sign-in?next=/profile');
	const rights = customer.getByRole('region', { name: m('portal.rights.title') });
	await rights.getByRole('button', { name: m('portal.export.ask') }).click();
	await confirms(customer, m('portal.export.ask'), 'not my password');
	await customer.getByText(m('portal.confirm.wrong')).waitFor();
	await confirms(customer, m('portal.export.ask'));
	const fetched = rights.getByRole('button', { name: like('portal.export.fetch') });
	await fetched.waitFor();
	const [file] = await Promise.all([customer.waitForEvent('download'), fetched.click()]);
	expect(file.suggestedFilename()).toMatch(/\.zip$/);

	await rights.getByRole('button', { name: m('portal.erase.ask') }).click();
	await customer.getByRole('dialog', { name: m('portal.erase.confirm') }).waitFor();
	await isAccessible(customer, 'asking to be erased', '[role=dialog]');
	await confirms(customer, m('portal.erase.do'));
	await expect.poll(() => customer.evaluate(() => document.activeElement?.textContent ?? '')).toMatch(like('portal.erase.planned'));
	await isAccessible(customer, 'my data before an erasure');
	await customer.goto('/');
	await customer.getByText(like('portal.erase.planned')).waitFor();
	await fitsItsWidth(customer, 'the portal before an erasure');
	await customer.getByRole('button', { name: m('portal.erase.undo') }).click();
	await customer.getByText(m('portal.erase.undone')).waitFor();
	await customer.getByText(like('portal.erase.planned')).waitFor({ state: 'detached' });
});

journey('an admin lets staff erase who asks in person, and says how long a topic keeps personal data', async (stage) => {
	const about = mark();
	stage.expected.push(/status of 422 .*\/retention\)/); // too many days
	const number = await (await Program.customer(`ida.${about}@example.org`, 'Ida Quist')).asks('shop', `Parcel ${about}`);
	const [admin, staff] = [await stage.arrives('admin', phone), await stage.arrives('staff')];
	try {
		await decides(admin);
		await signsIn(staff, 'staff@example.org', `/sign-in?next=/desk/all/${number}`);
		await details(staff).getByRole('button', { name: m('desk.erase.ask') }).click();
		const dialog = staff.getByRole('dialog', { name: m('desk.erase.title') });
		await dialog.getByLabel(m('desk.erase.reason')).fill('At the counter, with a passport.');
		await isAccessible(staff, 'erasing a customer', '[role=dialog]');
		await dialog.getByRole('button', { name: m('desk.erase.do') }).click();
		await details(staff).getByText(like('desk.erase.at')).waitFor();
		await details(staff).getByRole('button', { name: m('desk.erase.undo') }).click();
		await details(staff).getByRole('button', { name: m('desk.erase.ask') }).waitFor();
		await keeps(admin);
	} finally {
		const program = await Program.of('admin@example.org');
		await program.patch('/retention', { staff_may_erase: false, erase_after_days: 14 });
		await program.patch('/topics/shop', { retention_months: 0, retention_text: false });
	}
});

async function confirms(page: Page, action: string, secret = password): Promise<void> {
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel(m('common.password'), { exact: true }).fill(secret);
	await dialog.getByRole('button', { name: action }).click();
}

async function decides(admin: Page): Promise<void> {
	await signsIn(admin, 'admin@example.org', '/sign-in?next=/admin/retention');
	const days = admin.getByLabel(m('admin.retention.days'));
	await days.fill('91');
	await admin.getByRole('button', { name: m('common.save') }).click();
	await expect.poll(() => days.getAttribute('aria-invalid')).toBe('true');
	await days.fill('30');
	await admin.getByRole('checkbox', { name: m('admin.retention.staff') }).check();
	await fitsItsWidth(admin, 'retention');
	await isAccessible(admin, 'retention');
	await saves(admin);
}

async function keeps(admin: Page): Promise<void> {
	await admin.goto('/admin/topics/shop');
	await admin.getByLabel(m('admin.topics.retention'), { exact: true }).fill('24');
	await admin.getByRole('checkbox', { name: m('admin.topics.retention_text') }).check();
	await admin.getByRole('button', { name: m('common.save') }).click();
	await admin.getByRole('dialog', { name: m('admin.topics.retention_title') }).getByRole('button', { name: m('common.save') }).click();
	await admin.waitForURL(/\/admin\/topics$/);
	const topic = await (await Program.of('admin@example.org')).get<{ items: object[] }>('/topics');
	expect(topic.items).toContainEqual(expect.objectContaining({ id: 'shop', retention_months: 24, retention_text: true }));
}

async function saves(page: Page): Promise<void> {
	await page.getByRole('button', { name: m('common.save') }).click();
	await page.getByText(m('common.saved'), { exact: true }).first().waitFor();
}
