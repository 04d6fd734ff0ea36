import { expect } from 'vitest';
import { mark, Program, uuid7 } from './api';
import { isAccessible } from './looks';
import { list, offer, signsIn, turnsAvailable } from './people';
import { journey } from './stage';
import { m } from './words';

const brake = 'My brake squeaks';
const sample = 'Look at the pads first.';

journey('an admin switches audits on, an expert gets one among the offers, answers and learns from it, staff look', async (stage) => {
	const tag = mark();
	const about = mark();
	const { id, link } = await hasBikes(tag);
	const admin = await stage.arrives('admin');
	await signsIn(admin, 'admin@example.org', `/sign-in?next=/admin/tests/${tag}`);
	const rate = admin.getByRole('region', { name: m('peers.audits.rate') });
	await rate.getByLabel(m('peers.audits.every')).fill('5');
	await rate.getByRole('button', { name: m('common.save') }).click();
	await admin.getByText(m('common.saved')).waitFor();

	const expert = await stage.arrives('expert');
	await expert.goto(link);
	await expert.getByLabel(m('common.password'), { exact: true }).fill(`lamp harbour ${tag}`);
	await expert.getByRole('button', { name: m('portal.set_up.action') }).click();
	await list(expert, 'offers').waitFor();
	await turnsAvailable(expert);
	const customer = await Program.of('customer@example.org');
	// After half as many again as the average it is there for certain.
	for (let n = 0; n < 8; n++) await customer.asks(tag, `Puncture ${about}`);
	await expect.poll(() => offer(expert, about).count()).toBe(8);
	await expert.reload();
	await offer(expert, brake).waitFor();
	await isAccessible(expert, 'offers with an audit');
	await expert.keyboard.press('j');
	await expect.poll(() => offer(expert, brake).getByRole('link').evaluate((link) => link === document.activeElement)).toBe(true);
	await expert.keyboard.press('c');
	await expert.waitForURL(/\/expert\/request\//);

	await expert.getByLabel(m('peers.request.answer')).fill('Oil the chain.');
	await expert.getByRole('button', { name: m('peers.request.send') }).click();
	const outcome = expert.getByRole('status').filter({ hasText: m('peers.request.was') });
	await outcome.getByText(m('peers.request.missing', { words: 'pads' })).waitFor();
	await outcome.getByText(sample).waitFor();
	await isAccessible(expert, 'what an audit taught');
	await expert.getByRole('main').getByRole('link', { name: m('portal.nav.desk') }).click();
	await offer(expert, about).first().waitFor();
	await expect(offer(expert, brake).count()).resolves.toBe(0);

	const staff = await stage.arrives('staff');
	await signsIn(staff, 'staff@example.org', '/sign-in?next=/experts/audits');
	const answered = staff.getByRole('article').filter({ has: staff.locator(`a[href="/helpers/${id}"]`) });
	await answered.getByText(m('peers.audits.missing', { words: 'pads' })).waitFor();
	await answered.getByRole('button', { name: m('peers.audits.set_aside') }).click();
	await answered.getByText(m('peers.audits.not_counted')).waitFor();
});

/** A topic with one practice request, and an expert of it who has yet to set a password. */
async function hasBikes(tag: string): Promise<{ id: string; link: string }> {
	const admin = await Program.of('admin@example.org');
	const { items } = await admin.get<{ items: { id: string; team: string }[] }>('/topics');
	await admin.post('/topics', { id: tag, names: { en: `Bikes ${tag}` }, policy: 'experts_first', team: items.find((one) => one.id === 'shop')?.team, offer_seconds: 600 });
	await admin.put(`/tests/${tag}`, { active: false, draws: 1, minutes: 10, pass_percent: 50, attempts: 1, pause_hours: 0, practice: 0, probation: 0, lapse_months: 0, renewal: 1, retest_days: 30 });
	await admin.put(`/tests/${tag}/practice/${uuid7()}`, { subject: brake, text: 'What can I do about it?', keywords: ['pads'], sample });
	const id = uuid7();
	const { invitation } = await admin.post<{ invitation: string }>('/people', { id, role: 'expert', name: `Heron ${tag}`, email: `heron.${tag}@example.org`, languages: ['en'], topics: [tag], capacity: 20 });
	return { id, link: invitation };
}
