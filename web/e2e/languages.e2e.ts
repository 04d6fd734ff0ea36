import { expect } from 'vitest';
import { Program } from './api';
import { signsIn } from './people';
import { journey } from './stage';
import { languages, m, said, type Language } from './words';

const names: Record<Language, string> = { en: 'English', de: 'Deutsch', da: 'Dansk', pl: 'Polski', hu: 'Magyar' };

journey('the portal greets everybody in the language of their browser', async (stage) => {
	for (const language of languages) {
		const page = await stage.arrives(language, { locale: language });
		await page.goto('/');
		await page.getByRole('heading', { level: 1, name: said(language, 'portal.home.title') }).waitFor();
		await expect.poll(() => page.title()).toContain(said(language, 'portal.home.title'));
		await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(language);
		await stage.leaves(page);
	}
});

journey('whoever chooses another language reads it at once and next time', async (stage) => {
	const page = await stage.arrives('visitor');
	await page.goto('/');
	let now: Language = 'en';
	for (const language of languages.slice(1)) {
		await page.getByRole('button', { name: said(now, 'common.language') }).click();
		await page.getByRole('menuitem', { name: names[language] }).click();
		await page.getByRole('heading', { level: 1, name: said(language, 'portal.home.title') }).waitFor();
		now = language;
	}
	await page.reload();
	await page.getByRole('heading', { level: 1, name: said(now, 'portal.home.title') }).waitFor();
});

journey('the workspace speaks the language of the account', async (stage) => {
	const email = 'holm@example.org';
	const account = await Program.of(email);
	await account.reads('en');
	const page = await stage.arrives('staff');
	await signsIn(page, email, '/sign-in?next=/desk/queue');
	for (const language of languages) {
		await account.reads(language);
		await page.goto('/desk');
		await page.getByRole('heading', { level: 1, name: said(language, 'desk.view.queue') }).waitFor();
		await expect.poll(() => page.title()).toContain(`${said(language, 'desk.view.queue')} · ${m('common.app')}`);
	}
});
