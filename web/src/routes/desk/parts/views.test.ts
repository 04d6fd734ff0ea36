import { describe, expect, it } from 'vitest';
import type { Me, Ticket } from '$core/types';
import { whySilent } from './silent';
import { addressOf, queryOf, sameQuery } from './views';

describe('addresses', () => {
	it('carry what a list shows, and only what was chosen', () => {
		const query = { view: 'all' as const, state: 'closed', topic: '', q: 'lost card' };
		expect(addressOf(query)).toBe('/desk/all?state=closed&q=lost+card');
		expect(addressOf(query, 1042)).toBe('/desk/all/1042?state=closed&q=lost+card');
		expect(addressOf({ view: 'mine', state: '', topic: '', q: '' })).toBe('/desk/mine');
	});

	it('are read back as the same list', () => {
		const query = { view: 'all' as const, state: 'closed', topic: 'waste', q: 'ö & 1' };
		const back = queryOf('all', new URL(addressOf(query), 'http://x').searchParams);
		expect(sameQuery(back, query)).toBe(true);
		expect(sameQuery({ ...query, q: '' }, query)).toBe(false);
	});
});

describe('why one cannot write', () => {
	const me = (role: 'expert' | 'staff') => ({ id: 'me', role }) as Me;
	const ticket = (change: object) => ({ state: 'open', assignee: null, grant: null, ...change }) as Ticket;
	const why = (t: object, role: 'expert' | 'staff', ended: string | null = null) => whySilent(ticket(t), me(role), ended).title;

	it('tells an expert where they stand', () => {
		expect(why({ grant: 'offered' }, 'expert')).toBe('desk.silent.offered');
		expect(why({ grant: 'offered' }, 'expert', 'ended')).toBe('desk.silent.gone');
		expect(why({ grant: 'past' }, 'expert')).toBe('desk.silent.past');
		expect(why({ grant: 'holder' }, 'expert', 'ended')).toBe('desk.silent.past');
		expect(why({ grant: 'solved' }, 'expert')).toBe('desk.silent.solved');
	});

	it('tells staff who has it', () => {
		expect(why({}, 'staff')).toBe('desk.silent.take');
		expect(why({ assignee: { id: 'x', role: 'staff' } }, 'staff')).toBe('desk.silent.colleague');
		expect(why({ assignee: { id: 'x', role: 'expert' } }, 'staff')).toBe('desk.silent.expert');
		expect(why({ assignee: { id: 'me', role: 'staff' }, state: 'resolved' }, 'staff')).toBe('desk.silent.resolved');
		expect(why({ state: 'closed', assignee: { id: 'me', role: 'staff' } }, 'staff')).toBe('desk.silent.closed');
	});
});
