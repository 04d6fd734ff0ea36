import type { Locator, Page } from 'playwright-core';
import { mark, Program, topicName } from './api';
import { fitsItsWidth, isAccessible, isReadable, isStill } from './looks';
import { act, asks, isSignedIn, list, thread } from './people';
import { desktop, journey, phone, type Stage } from './stage';
import { m } from './words';

/** Every page on a desk in light and dark and on a phone: readable by everybody, and quiet. */

interface View {
	name: string;
	path: string;
	/** What stands there when the page is complete. */
	shows: (page: Page) => Locator;
	/** Where it is a page of its own only there. */
	on?: Look['name'];
	/** Opens something on the page; then only that is looked at. */
	opens?: (page: Page) => Promise<void>;
	/** What that is, if no dialog. */
	part?: string;
}

const heading = (name: string) => (page: Page) => page.getByRole('heading', { level: 1, name });

journey('pages: before signing in', async (stage) => {
	stage.expected.push(/Not found: \/nothing\/here/);
	await lookAt(stage, null, [
		{ name: 'portal', path: '/', shows: (page) => page.getByRole('link', { name: m('portal.sign_up.action') }) },
		{ name: 'new request', path: '/new', shows: (page) => page.getByRole('button', { name: m('portal.new.send') }) },
		{ name: 'sign in', path: '/sign-in', shows: heading(m('common.sign_in')) },
		{ name: 'sign up', path: '/sign-up', shows: heading(m('portal.sign_up.title')) },
		{ name: 'become an expert', path: '/become-expert', shows: (page) => page.getByRole('heading', { name: m('experts.become.topics') }) },
		{ name: 'set-up with an old link', path: '/set-up', shows: (page) => page.getByText(m('portal.set_up.gone')) },
		{ name: 'no such page', path: '/nothing/here', shows: (page) => page.getByText(m('common.not_found.title')) },
		{ name: 'demo', path: '/demo', shows: (page) => page.getByRole('button', { name: m('widget.title') }).last() }
	]);
});

journey('pages: the chat', async (stage) => {
	const topic = await topicName('shop');
	await Promise.all(looks.map((look) => chatIn(stage, topic, look)));
});

journey('pages: a customer', async (stage) => {
	const email = 'customer@example.org';
	const asked = await Program.of(email);
	const { items } = await asked.get<Tickets>('/tickets?view=mine&limit=50');
	const waiting = items.find((ticket) => ticket.state === 'waiting' || ticket.state === 'open');
	const resolved = items.find((ticket) => ticket.state === 'resolved') ?? items.find((ticket) => ticket.state === 'closed');
	await lookAt(stage, email, [
		{ name: 'portal', path: '/', shows: (page) => page.getByRole('region', { name: m('portal.nav.requests') }).getByRole('link').first() },
		{ name: 'requests', path: '/requests', shows: (page) => page.getByRole('main').getByRole('listitem').first() },
		{ name: 'open request', path: `/requests/${waiting!.number}`, shows: thread },
		{ name: 'finished request', path: `/requests/${resolved!.number}`, shows: thread },
		{ name: 'new request', path: '/new', shows: (page) => page.getByRole('button', { name: m('portal.new.send') }) },
		{ name: 'profile', path: '/profile', shows: (page) => page.getByRole('group', { name: m('portal.data.phones') }) },
		{ name: 'who looked', path: '/looks', shows: heading(m('portal.looks.title')) }
	]);
});

journey('pages: an expert', async (stage) => {
	const email = 'expert@example.org';
	const program = await Program.of(email);
	const [mine, me] = await Promise.all([program.get<Tickets>('/tickets?view=mine&state=active&limit=1'), program.get<{ id: string }>('/me')]);
	const number = mine.items[0]!.number;
	await lookAt(stage, email, [
		{ name: 'offers', path: '/desk/offers', shows: (page) => list(page, 'offers').getByRole('article').first() },
		{ name: 'mine', path: '/desk/mine', shows: (page) => list(page, 'mine').getByRole('listitem').first() },
		{ name: 'ticket', path: `/desk/mine/${number}`, shows: thread },
		{ name: 'passing to staff', path: `/desk/mine/${number}`, shows: (page) => page.getByRole('dialog'), opens: (page) => shortcut(page, 'e') },
		{ name: 'commands', path: '/desk/mine', shows: (page) => page.getByRole('dialog'), opens: (page) => shortcut(page, 'Control+k') },
		{ name: 'my topics', path: '/expert', shows: (page) => page.getByRole('main').getByRole('listitem').first() },
		{ name: 'earnings', path: '/earnings', shows: (page) => page.getByLabel(m('rewards.payee.iban'), { exact: true }) },
		{ name: 'ratings', path: '/ratings', shows: (page) => page.getByRole('main').getByRole('listitem').first() },
		{ name: 'profile', path: `/helpers/${me.id}`, shows: (page) => page.getByRole('heading', { name: m('rewards.profile.topics') }) },
		{ name: 'applying for topics', path: '/expert', shows: (page) => page.getByRole('dialog').getByRole('checkbox').first(), opens: (page) => page.getByRole('button', { name: m('experts.way.more') }).click() },
		{ name: 'shortcuts', path: '/desk/mine', shows: (page) => page.getByRole('dialog', { name: m('desk.keys.title') }), opens: (page) => shortcut(page, '?') }
	]);
});

journey('pages: staff', async (stage) => {
	const email = 'staff@example.org';
	const program = await Program.of(email);
	const [queue, rated] = await Promise.all([program.get<Tickets>('/tickets?view=queue&limit=1'), program.get<Tickets>('/tickets?view=all&state=closed&limit=50')]);
	const number = queue.items[0]!.number;
	const finished = rated.items.find((ticket) => ticket.rating) ?? rated.items[0]!;
	await lookAt(stage, email, [
		{ name: 'queue', path: '/desk/queue', shows: (page) => list(page, 'queue').getByRole('listitem').first() },
		{ name: 'ticket', path: `/desk/queue/${number}`, shows: thread },
		{ name: 'details', on: 'phone', path: `/desk/queue/${number}?details`, shows: (page) => page.getByRole('button', { name: m('ticket.action.personal') }) },
		{ name: 'finished ticket', path: `/desk/all/${finished.number}`, shows: thread },
		{ name: 'all', path: '/desk/all', shows: (page) => list(page, 'all').getByRole('listitem').first() },
		{ name: 'assigning', path: `/desk/queue/${number}`, shows: (page) => page.getByRole('dialog', { name: m('desk.assign.title') }).getByRole('radio').first(), opens: (page) => shortcut(page, 'a') },
		{ name: 'earnings', path: '/rewards', shows: (page) => page.getByRole('main').getByRole('listitem').first() },
		{ name: 'contested ratings', path: '/contests', shows: heading(m('rewards.contests')) },
		{ name: 'applications', path: '/experts', shows: heading(m('experts.staff.applications')) },
		{ name: 'judging', path: '/experts/judge', shows: heading(m('experts.judge.title')) },
		{ name: 'writing a note', path: '/experts/notes', shows: (page) => page.getByRole('dialog', { name: m('experts.lessons.add') }), opens: (page) => page.getByRole('button', { name: m('experts.lessons.add') }).click() },
		{ name: 'account', path: '/desk/queue', shows: (page) => page.getByRole('dialog', { name: m('desk.account') }), opens: (page) => page.getByRole('button', { name: m('desk.account') }).click() },
		{ name: 'news', path: '/desk/queue', shows: (page) => page.getByRole('dialog', { name: m('desk.notices.title') }), opens: (page) => page.getByRole('button', { name: /^Notifications/ }).click() }
	]);
});

journey('pages: an admin, people and topics', (stage) =>
	lookAt(stage, 'admin@example.org', [
		{ name: 'people', path: '/admin/people', shows: (page) => page.getByRole('main').getByRole('listitem').first() },
		{ name: 'navigation', on: 'phone', path: '/admin/people', part: 'nav', shows: (page) => page.getByRole('link', { name: m('admin.retention.title') }), opens: (page) => page.getByRole('navigation').getByRole('button').click() },
		{ name: 'adding a person', path: '/admin/people', shows: (page) => page.getByRole('dialog', { name: m('admin.people.add') }), opens: (page) => page.getByRole('button', { name: m('admin.people.add') }).click() },
		{ name: 'topics', path: '/admin/topics', shows: (page) => page.getByRole('main').getByRole('listitem').first() },
		{ name: 'topic', path: '/admin/topics/shop', shows: (page) => page.getByLabel(m('admin.topics.name', { language: 'Dansk' })) },
		{ name: 'new topic', path: '/admin/new-topic', shows: (page) => page.getByRole('button', { name: m('common.save') }) },
		{ name: 'teams', path: '/admin/teams', shows: (page) => page.getByRole('main').getByRole('listitem').first() },
		{ name: 'adding a team', path: '/admin/teams', shows: (page) => page.getByRole('dialog', { name: m('admin.teams.add') }), opens: (page) => page.getByRole('button', { name: m('admin.teams.add') }).click() },
		{ name: 'simulator', path: '/admin/simulate', shows: (page) => page.getByRole('button', { name: m('admin.simulate.run') }) }
	])
);

journey('pages: an admin, experts, rewards and personal data', (stage) =>
	lookAt(stage, 'admin@example.org', [
		{ name: 'tests', path: '/admin/tests', shows: (page) => page.getByRole('main').getByRole('listitem').first() },
		{ name: 'test builder', path: '/admin/tests/shop', shows: (page) => page.getByLabel(m('experts.tests.minutes'), { exact: true }) },
		{ name: 'adding a question', path: '/admin/tests/shop', shows: (page) => page.getByRole('dialog', { name: m('experts.questions.add') }), opens: (page) => page.getByRole('button', { name: m('experts.questions.add') }).click() },
		{ name: 'page about experts', path: '/admin/become-expert', shows: (page) => page.getByRole('heading', { name: m('experts.terms.title') }) },
		{ name: 'rewards', path: '/admin/rewards', shows: (page) => page.getByLabel(m('rewards.policy.zone')) },
		{ name: 'adding a rate', path: '/admin/rewards', shows: (page) => page.getByRole('dialog', { name: m('rewards.rates.add') }), opens: (page) => page.getByRole('button', { name: m('rewards.rates.add') }).click() },
		{ name: 'payouts', path: '/admin/payouts', shows: heading(m('rewards.payouts')) },
		{ name: 'privacy', path: '/admin/privacy', shows: (page) => page.getByRole('radio').first() },
		{ name: 'continuity', path: '/admin/contact', shows: heading(m('contact.admin')) },
		{ name: 'absences', path: '/absences', shows: (page) => page.getByLabel(m('contact.absences.until')) },
		{ name: 'retention', path: '/admin/retention', shows: (page) => page.getByLabel(m('admin.retention.days')) },
		{ name: 'masking rules', path: '/admin/rules', shows: heading(m('admin.rules.title')) },
		{ name: 'adding a rule', path: '/admin/rules', shows: (page) => page.getByRole('dialog', { name: m('admin.rules.add') }), opens: (page) => page.getByRole('button', { name: m('admin.rules.add') }).first().click() }
	])
);

interface Tickets {
	items: { number: number; state: string; rating: object | null }[];
}

interface Look {
	name: 'desk' | 'phone';
	options: typeof desktop;
	/** Narrow enough that something might stick out. */
	narrow: boolean;
	dark: boolean;
}

const looks: Look[] = [
	{ name: 'desk', options: { ...desktop, reducedMotion: 'reduce' }, narrow: false, dark: true },
	{ name: 'phone', options: { ...phone, reducedMotion: 'reduce' }, narrow: true, dark: false }
];

/** The desk and the phone side by side: two browsers share the waiting. */
async function lookAt(stage: Stage, email: string | null, views: View[]): Promise<void> {
	await Promise.all(looks.map((look) => walks(stage, email, views.filter(({ on = look.name }) => on === look.name), look)));
}

async function walks(stage: Stage, email: string | null, views: View[], look: Look): Promise<void> {
	const page = await stage.arrives(look.name, look.options);
	if (email) await isSignedIn(page, email);
	for (const view of views) {
		await goesTo(page, view.path);
		await view.opens?.(page);
		await view.shows(page).waitFor();
		await inspect(page, `${view.name} (${view.path})`, look, view.opens && (view.part ?? '[role=dialog]'));
		if (!view.opens) continue;
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
	}
}

async function inspect(page: Page, name: string, { narrow, dark, ...look }: Look, part?: string): Promise<void> {
	await page.getByText(m('common.loading')).first().waitFor({ state: 'hidden' });
	if (narrow) await fitsItsWidth(page, `${name}, ${look.name}`);
	await isAccessible(page, `${name}, ${look.name}`, part);
	if (!dark) return;
	await page.emulateMedia({ colorScheme: 'dark' });
	await isReadable(page, `${name}, ${look.name}, dark`, part);
	await page.emulateMedia({ colorScheme: 'light' });
}

/** By a link, as people move about: the app stays. Only where it has not been opened yet is it loaded. */
async function goesTo(page: Page, path: string): Promise<void> {
	const { pathname, search, protocol } = new URL(page.url());
	if (pathname + search === path) return;
	if (protocol === 'about:' || path === '/demo') return void (await page.goto(path));
	await page.evaluate((href) => {
		const link = document.body.appendChild(Object.assign(document.createElement('a'), { href }));
		link.click();
		link.remove();
	}, path);
	await page.waitForURL((url) => url.pathname + url.search === path);
	await isStill(page);
}

/** The chat has no addresses: one walks through it. */
async function chatIn(stage: Stage, topic: string, look: Look): Promise<void> {
	const page = await stage.arrives(look.name, look.options);
	const see = (name: string) => inspect(page, `chat, ${name}`, look);
	await page.goto('/widget');
	await page.getByRole('button', { name: topic }).waitFor();
	await see('topics');
	await page.getByRole('button', { name: topic }).click();
	await page.getByText(m('widget.about.title')).click();
	await page.getByLabel(m('widget.about.name'), { exact: true }).fill('Jytte Quist');
	await page.getByLabel(m('widget.write.label')).fill('Quist here');
	await page.getByRole('checkbox', { name: m('ticket.preview.switch') }).press('Space');
	await page.getByText(m('ticket.preview.hidden')).waitFor();
	await see('question and what experts see of it');
	await page.getByRole('button', { name: m('widget.back') }).click();
	await asks(page, { topic, text: `My parcel ${mark()} is late. Call +45 20 30 40 50.` });
	await see('conversation');
	await marksLeak(page, see);
	await page.getByRole('button', { name: m('widget.menu') }).click();
	await page.getByLabel(m('widget.language')).waitFor();
	await see('menu');
}

/** With the keyboard: Escape leaves the question and not the chat, and one is where one was. */
async function marksLeak(page: Page, see: (name: string) => Promise<void>): Promise<void> {
	const dialog = page.getByRole('dialog', { name: m('ticket.leak.title') });
	await thread(page).getByRole('button', { name: m('ticket.leak.action') }).press('Enter');
	await dialog.waitFor();
	await see('a leak');
	await page.keyboard.press('Escape');
	await dialog.waitFor({ state: 'detached' });
	await page.keyboard.press('Enter');
	await dialog.getByLabel(m('ticket.leak.note')).fill('the number');
	await dialog.getByRole('button', { name: m('ticket.leak.action') }).click();
	await thread(page).getByText(m('ticket.event.amended.customer')).waitFor();
}

/** Once the ticket is there, a single key acts. */
async function shortcut(page: Page, key: string): Promise<void> {
	if (/\d$/.test(page.url())) await act(page, '').first().waitFor();
	else await page.getByRole('listitem').first().waitFor();
	await page.keyboard.press(key);
}
