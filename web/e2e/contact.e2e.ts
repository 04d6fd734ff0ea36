import { mark, Program } from './api';
import { isAccessible } from './looks';
import { details, signsIn, thread } from './people';
import { journey } from './stage';
import { m } from './words';

/** Who goes away meanwhile: nobody whom another journey needs. */
const helper = 'krag@example.org';
const day = (after: number) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);

journey('a customer keeps who has helped, and reads who answers while they are away', async (stage) => {
	const about = mark();
	const email = `ida.${about}@example.org`;
	const customer = await Program.customer(email, 'Ida Quist');
	const krag = await Program.of(helper);
	const { name } = await krag.get<{ name: string }>('/me');
	const number = await customer.asks('payments', `May I speak to somebody about ${about}?`);
	await krag.post(`/tickets/${number}/assign`);
	await krag.post(`/tickets/${number}/resolve`);

	const portal = await stage.arrives('customer');
	await signsIn(portal, email, `/sign-in?next=/requests/${number}`);
	await thread(portal).waitFor();
	await portal.getByRole('button', { name: m('contact.line.keep', { name }) }).click();
	const line = portal.getByText(m('contact.line.staff', { name }));
	await line.waitFor();

	const staff = await stage.arrives('staff');
	await signsIn(staff, helper, `/sign-in?next=/desk/all/${number}`);
	await details(staff).getByRole('region', { name: m('contact.card') }).getByText(name).waitFor();
	await staff.goto('/absences');
	const form = staff.getByRole('form', { name: m('contact.absences.enter') });
	await form.getByLabel(m('contact.absences.from')).fill(day(-1));
	await form.getByLabel(m('contact.absences.until')).fill(day(3));
	await form.getByLabel(m('contact.absences.note')).fill('Skiing, mail ski@example.org');
	await form.getByRole('button', { name: m('common.save') }).click();
	const absence = staff.getByRole('main').getByRole('listitem').filter({ hasText: m('contact.absences.running') }).filter({ hasText: 'Skiing' });
	await absence.getByText('[e-mail 1]').waitFor();
	await isAccessible(staff, 'absences');

	await portal.goto('/');
	const contacts = portal.getByRole('region', { name: m('contact.title') });
	await contacts.getByText(m('contact.line.others.staff')).waitFor();
	await isAccessible(portal, 'the portal with a contact who is away');

	await absence.getByRole('button', { name: m('contact.absences.end') }).click();
	await absence.waitFor({ state: 'detached' });
	await portal.reload();
	await contacts.getByText(m('contact.line.staff', { name })).waitFor();
	await contacts.getByRole('button', { name: m('contact.drop', { name }) }).click();
	await contacts.waitFor({ state: 'detached' });

	const admin = await stage.arrives('admin');
	await signsIn(admin, 'admin@example.org', '/sign-in?next=/admin/contact');
	await admin.getByRole('row').filter({ hasText: m('contact.admin.same') }).waitFor();
	await isAccessible(admin, 'continuity');
});
