import type { Page } from 'playwright-core';
import { mark, Program } from './api';
import { act, signsIn, takes, thread, turnsAvailable, writes } from './people';
import { journey } from './stage';
import { m } from './words';

const question = 'How long can a purchase be returned?';
const onDanish = 'Hvor længe kan et køb returneres?';

/** From a test that an admin writes in two languages to an expert whose answers leave by themselves. */
journey('somebody applies, is tested in their language, practises, is on probation and then free', async (stage) => {
	const tag = mark();
	const topic = `Returns ${tag}`;
	const id = await opensTopic(topic, tag);
	const admin = await stage.arrives('admin');
	await signsIn(admin, 'admin@example.org', '/sign-in?next=/admin/become-expert');
	await admin.getByLabel(m('experts.page.open')).check();
	await admin.getByRole('button', { name: m('common.save') }).click();
	await admin.getByText(m('common.saved')).waitFor();
	await builds(admin, topic);

	const applicant = await stage.arrives('applicant');
	await applies(applicant, topic, tag);
	await applicant.getByText(m('experts.next.test', { topic })).waitFor();
	await applicant.getByLabel(m('experts.exam.language')).selectOption('da');
	await applicant.getByRole('button', { name: m('experts.exam.test') }).click();
	await applicant.getByText(onDanish).waitFor();
	await applicant.getByRole('radio', { name: 'Fjorten dage' }).check();
	await applicant.getByRole('button', { name: m('experts.test.hand_in') }).click();
	await applicant.getByRole('dialog').getByRole('button', { name: m('experts.test.hand_in') }).click();
	await applicant.getByRole('status').getByText(m('experts.test.passed'), { exact: true }).waitFor();
	await applicant.getByRole('main').getByRole('link', { name: m('experts.way.title') }).click();
	await applicant.getByText(m('experts.next.practice', { topic })).waitFor();
	await applicant.getByRole('link', { name: m('experts.way.practise') }).first().click();
	await applicant.getByLabel(m('experts.practice.answer')).fill('You have fourteen days.');
	await applicant.getByRole('button', { name: m('experts.practice.send') }).click();
	await applicant.getByText(m('experts.practice.judging')).waitFor();

	const staff = await stage.arrives('staff');
	await signsIn(staff, 'staff@example.org', '/sign-in?next=/experts/judge');
	await staff.getByRole('article').filter({ hasText: topic }).getByRole('button', { name: m('experts.judge.good') }).click();
	await staff.getByText(m('common.saved')).waitFor();
	await approves(staff, topic, `Ann ${tag}`);

	await applicant.goto('/expert');
	await applicant.getByText(m('experts.way.probation_left', { n: 1 })).waitFor();
	await applicant.goto('/desk/offers');
	await turnsAvailable(applicant);
	await (await Program.of('customer@example.org')).asks(id, `My shoes ${tag} do not fit`);
	const number = await takes(applicant, tag);
	await writes(applicant, 'Send them back within fourteen days.');
	await applicant.getByText(m('desk.held.resolve')).waitFor();
	await staff.goto(`/desk/all/${number}`);
	await staff.getByRole('button', { name: m('desk.held.release') }).click();
	await applicant.getByText(m('desk.held.released')).waitFor();
	await act(applicant, m('ticket.action.resolve')).click();
	await thread(applicant).getByText(m('ticket.event.resolved.you')).waitFor();
	await applicant.goto('/expert');
	await applicant.getByText(m('experts.step.qualified')).waitFor();
	await applicant.getByText(m('experts.next.desk')).waitFor();
});

/** A topic that nobody answers yet, of the shop's team; answers its id. */
async function opensTopic(name: string, tag: string): Promise<string> {
	const admin = await Program.of('admin@example.org');
	const { items } = await admin.get<{ items: { id: string; team: string }[] }>('/topics');
	const { id } = await admin.post<{ id: string }>('/topics', { id: tag, names: { en: name }, policy: 'experts_first', team: items.find((one) => one.id === 'shop')?.team, offer_seconds: 600 });
	return id;
}

async function applies(page: Page, topic: string, tag: string): Promise<void> {
	await page.goto('/become-expert');
	await page.getByLabel(m('common.name')).fill(`Ann ${tag}`);
	await page.getByLabel(m('common.email')).fill(`ann.${tag}@example.org`);
	await page.getByLabel(m('common.password'), { exact: true }).fill(`lamp harbour ${tag}`);
	await page.getByLabel(m('experts.apply.introduction')).fill('I know this shop well.');
	await page.getByRole('checkbox', { name: topic }).check();
	await page.getByRole('checkbox', { name: 'Dansk' }).check();
	await page.getByRole('checkbox', { name: m('experts.apply.terms') }).check();
	await page.getByRole('button', { name: m('experts.apply.action') }).click();
	await page.waitForURL(/\/expert$/);
}

async function approves(page: Page, topic: string, name: string): Promise<void> {
	await page.goto('/experts');
	await page.getByRole('listitem').filter({ hasText: topic }).getByRole('button', { name: m('experts.staff.open') }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByText(name).waitFor();
	await dialog.getByRole('button', { name: m('experts.staff.approve') }).click();
	await page.getByText(m('experts.staff.approved')).waitFor();
}

/** A test of one question in two languages, and one practice request. */
async function builds(page: Page, topic: string): Promise<void> {
	await page.goto('/admin/tests');
	await page.getByRole('main').getByRole('link', { name: topic }).click();
	await page.getByRole('button', { name: m('experts.questions.add') }).click();
	const form = page.getByRole('dialog', { name: m('experts.questions.add') });
	await form.getByLabel(m('experts.questions.text'), { exact: true }).fill(question);
	await form.getByLabel(m('experts.questions.options'), { exact: true }).fill('* Fourteen days\nA year\nNever');
	await form.getByRole('tab', { name: m('experts.words.missing', { language: 'Dansk' }) }).click();
	await form.getByLabel(m('experts.questions.text'), { exact: true }).fill(onDanish);
	await form.getByLabel(m('experts.words.options', { language: 'English' }), { exact: true }).fill('Fjorten dage\nEt år\nAldrig');
	await form.getByRole('button', { name: m('common.save') }).click();
	await form.waitFor({ state: 'hidden' });

	await page.getByRole('button', { name: m('experts.cases.add') }).click();
	const practice = page.getByRole('dialog', { name: m('experts.cases.add') });
	await practice.getByLabel(m('experts.cases.subject'), { exact: true }).fill('Wrong size');
	await practice.getByLabel(m('experts.cases.text'), { exact: true }).fill('May I send it back?');
	await practice.getByLabel(m('experts.practice.sample'), { exact: true }).fill('Yes, within fourteen days.');
	await practice.getByRole('button', { name: m('common.save') }).click();
	await practice.waitFor({ state: 'hidden' });

	for (const setting of ['draws', 'renewal', 'practice', 'probation'] as const) await page.getByLabel(m(`experts.tests.${setting}`), { exact: true }).fill('1');
	await page.getByLabel(m('experts.tests.active')).check();
	await page.getByRole('main').getByRole('button', { name: m('common.save') }).first().click(); // the second saves the rate of audits
	await page.getByText(m('experts.tests.inactive')).waitFor({ state: 'hidden' });
}
