import type { Page } from 'playwright-core';
import { mark, topicName } from './api';
import { signsIn } from './people';
import { journey } from './stage';
import { m } from './words';

/** From a test that an admin builds to a topic that staff approve. */
journey('somebody applies, passes the test and is approved', async (stage) => {
	const tag = mark();
	const topic = await topicName('shop');
	const admin = await stage.arrives('admin');
	await signsIn(admin, 'admin@example.org', '/sign-in?next=/admin/become-expert');
	await admin.getByLabel(m('experts.page.open')).check();
	await admin.getByRole('button', { name: m('common.save') }).click();
	await admin.getByText(m('common.saved')).waitFor();
	await builds(admin, topic);

	const applicant = await stage.arrives('applicant');
	await applicant.goto('/become-expert');
	await applicant.getByLabel(m('common.name')).fill(`Ann ${tag}`);
	await applicant.getByLabel(m('common.email')).fill(`ann.${tag}@example.org`);
	await applicant.getByLabel(m('common.password'), { exact: true }).fill(`lamp harbour ${tag}`);
	await applicant.getByLabel(m('experts.apply.introduction')).fill('I know this shop well.');
	await applicant.getByRole('checkbox', { name: topic }).check();
	await applicant.getByRole('button', { name: m('experts.apply.action') }).click();
	await applicant.waitForURL(/\/expert$/);
	await applicant.getByRole('button', { name: m('experts.exam.test') }).click();
	await applicant.getByRole('radio', { name: 'Fourteen days' }).check();
	await applicant.getByRole('button', { name: m('experts.test.hand_in') }).click();
	await applicant.getByRole('dialog').getByRole('button', { name: m('experts.test.hand_in') }).click();
	await applicant.getByRole('status').getByText(m('experts.test.passed'), { exact: true }).waitFor();
	await applicant.getByRole('main').getByRole('link', { name: m('experts.way.title') }).click();
	await applicant.getByText(m('experts.step.approval')).waitFor();

	const staff = await stage.arrives('staff');
	await signsIn(staff, 'staff@example.org', '/sign-in?next=/experts');
	await staff.getByRole('listitem').filter({ hasText: topic }).getByRole('button', { name: m('experts.staff.open') }).last().click();
	const dialog = staff.getByRole('dialog');
	await dialog.getByText(`Ann ${tag}`).waitFor();
	await dialog.getByRole('button', { name: m('experts.staff.approve') }).click();
	await staff.getByText(m('experts.staff.approved')).waitFor();

	await applicant.reload();
	await applicant.getByText(m('experts.step.probation')).waitFor();
});

/** A test of one question, without practice. */
async function builds(page: Page, topic: string): Promise<void> {
	await page.goto('/admin/tests');
	await page.getByRole('main').getByRole('link', { name: topic }).click();
	await page.getByRole('button', { name: m('experts.questions.add') }).click();
	const form = page.getByRole('dialog', { name: m('experts.questions.add') });
	await form.getByLabel(m('experts.questions.text'), { exact: true }).fill('How long can a purchase be returned?');
	await form.getByLabel(m('experts.questions.options'), { exact: true }).fill('* Fourteen days\nA year\nNever');
	await form.getByRole('button', { name: m('common.save') }).click();
	await form.waitFor({ state: 'hidden' });
	await page.getByLabel(m('experts.tests.draws'), { exact: true }).fill('1');
	await page.getByLabel(m('experts.tests.renewal'), { exact: true }).fill('1');
	await page.getByLabel(m('experts.tests.practice'), { exact: true }).fill('0');
	await page.getByLabel(m('experts.tests.active')).check();
	await page.getByRole('main').getByRole('button', { name: m('common.save') }).click();
	await page.getByText(m('experts.tests.inactive')).waitFor({ state: 'hidden' });
}
