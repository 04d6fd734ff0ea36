import type { Key } from '$core/messages';
import type { Me } from '$core/types';

/** A page that one can go to by the navigation. */
export interface Place {
	href: string;
	label: Key;
	/** Pages that belong to it without lying below it. */
	also?: string[];
}

export interface PlaceGroup {
	label?: Key;
	places: Place[];
}

/** What customers have in the head of their pages. */
export const customerPlaces: Place[] = [
	{ href: '/', label: 'portal.nav.ask', also: ['/new'] },
	{ href: '/requests', label: 'portal.nav.requests' },
	{ href: '/profile', label: 'portal.nav.profile', also: ['/looks'] }
];

const workspace: Place = { href: '/desk', label: 'portal.nav.desk' };

const takingIn: Place[] = [
	{ href: '/experts', label: 'experts.staff.applications' },
	{ href: '/experts/judge', label: 'experts.judge.title' },
	{ href: '/experts/notes', label: 'experts.lessons.title' },
	{ href: '/experts/audits', label: 'peers.audits.title' }
];

const earned: Place[] = [
	{ href: '/rewards', label: 'rewards.earnings' },
	{ href: '/contests', label: 'rewards.contests' }
];

/** The pages that a helper may go to beside the workspace, in the order in which they are listed. Customers have none. */
export function helperPlaces(me: Pick<Me, 'id' | 'role'>): PlaceGroup[] {
	const mine: Place[] = [
		{ href: '/examples', label: 'peers.title' },
		{ href: '/ratings', label: 'rewards.ratings' },
		{ href: `/helpers/${me.id}`, label: 'rewards.profile' },
		{ href: '/absences', label: 'contact.absences' }
	];
	switch (me.role) {
		case 'expert':
			return [{ places: [workspace, { href: '/expert', label: 'experts.way.title' }, { href: '/earnings', label: 'rewards.earnings' }, ...mine] }];
		case 'staff':
			return [
				{ places: [workspace] },
				{ label: 'portal.nav.group.experts', places: takingIn },
				{ label: 'portal.nav.group.rewards', places: earned },
				{ label: 'portal.nav.group.mine', places: mine }
			];
		case 'admin':
			return [{ places: [workspace] }, ...shapingTheDesk, { label: 'portal.nav.group.mine', places: mine }];
		default:
			return [];
	}
}

const shapingTheDesk: PlaceGroup[] = [
	{
		label: 'portal.nav.group.people',
		places: [
			{ href: '/admin/people', label: 'admin.people.title' },
			{ href: '/admin/teams', label: 'admin.teams.title' },
			{ href: '/admin/contact', label: 'contact.admin' }
		]
	},
	{
		label: 'portal.nav.group.requests',
		places: [
			{ href: '/admin/topics', label: 'admin.topics.title', also: ['/admin/new-topic'] },
			{ href: '/admin/simulate', label: 'admin.simulate.title' }
		]
	},
	{
		label: 'portal.nav.group.experts',
		places: [
			...takingIn,
			{ href: '/admin/tests', label: 'experts.tests.title' },
			{ href: '/admin/become-expert', label: 'experts.page.title' }
		]
	},
	{
		label: 'portal.nav.group.rewards',
		places: [
			{ href: '/admin/rewards', label: 'rewards.title' },
			{ href: '/admin/payouts', label: 'rewards.payouts' },
			...earned
		]
	},
	{
		label: 'portal.nav.group.data',
		places: [
			{ href: '/admin/privacy', label: 'admin.privacy.title' },
			{ href: '/admin/rules', label: 'admin.rules.title' },
			{ href: '/admin/retention', label: 'admin.retention.title' }
		]
	}
];

/** The place that a page belongs to: of those above it the nearest. */
export function placeOf(path: string, places: Place[]): Place | undefined {
	const above = places.filter(({ href, also = [] }) => [href, ...also].some((one) => path === one || path.startsWith(`${one}/`)));
	return above.sort((a, b) => b.href.length - a.href.length)[0];
}
