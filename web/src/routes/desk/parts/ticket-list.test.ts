import { describe, expect, it } from 'vitest';
import type { List, Ticket } from '$core/types';
import { TicketList } from './ticket-list.svelte';
import type { ListQuery } from './views';

const me = 'sara';

function ticket(number: number, change: Partial<Ticket> = {}): Ticket {
	return {
		id: `t${number}`, number, subject: `request ${number}`, topic: 'parking', topic_name: 'Parking', language: 'en', tier: 'staff', state: 'open', assignee: null,
		team: 'town', team_name: 'Town hall', customer: { alias: 'Amber Heron' }, channel: 'chat', head: 2, created_at: '2026-03-01T10:00:00Z', updated_at: '2026-03-01T10:00:00Z',
		waiting_since: null, excerpt: '', last_author: null, unread: false, offer: null, rating: null, may: [], due_at: null, ...change
	};
}

const sara = { id: me, role: 'staff' as const, name: 'Sara' };
const mads = { id: 'mads', role: 'staff' as const, name: 'Mads' };

async function listOf(query: Partial<ListQuery>, pages: List<Ticket>[], onScreen: () => number | null = () => null) {
	const asked: unknown[] = [];
	const api = { tickets: (q: unknown) => (asked.push(q), Promise.resolve(pages.shift() ?? { items: [], next: null })) };
	const list = new TicketList({ view: 'queue', state: '', topic: '', q: '', ...query }, api, me, onScreen);
	await list.load();
	return { list, asked, numbers: () => list.items.map((t) => t.number) };
}

describe('a list of tickets', () => {
	it('continues at the cursor and shows nothing twice', async () => {
		const { list, asked, numbers } = await listOf({ view: 'all' }, [{ items: [ticket(9), ticket(8)], next: '8' }, { items: [ticket(8), ticket(7)], next: null }]);
		await list.loadMore();
		expect(numbers()).toEqual([9, 8, 7]);
		expect(asked[1]).toMatchObject({ before: '8' });
		expect(list.next).toBeNull();
	});

	it('drops from the queue what somebody has taken', async () => {
		const { list, numbers } = await listOf({}, [{ items: [ticket(1), ticket(2)], next: null }]);
		list.take(ticket(1, { assignee: mads }));
		expect(numbers()).toEqual([2]);
	});

	it('keeps the row of the ticket on screen until one leaves it', async () => {
		let open: number | null = 1;
		const { list, numbers } = await listOf({}, [{ items: [ticket(1), ticket(2)], next: null }], () => open);
		list.take(ticket(1, { assignee: sara }));
		expect(numbers()).toEqual([1, 2]);
		open = null;
		list.tidy();
		expect(numbers()).toEqual([2]);
	});

	it('puts a newcomer at the end of the queue, unless there are more pages before it', async () => {
		const whole = await listOf({}, [{ items: [ticket(1)], next: null }]);
		whole.list.take(ticket(5));
		expect(whole.numbers()).toEqual([1, 5]);
		const first = await listOf({}, [{ items: [ticket(1)], next: 'more' }]);
		first.list.take(ticket(5));
		expect(first.numbers()).toEqual([1]);
	});

	it('puts a ticket among mine by its number', async () => {
		const { list, numbers } = await listOf({ view: 'mine' }, [{ items: [ticket(9, { assignee: sara }), ticket(3, { assignee: sara })], next: null }]);
		list.take(ticket(5, { assignee: sara }));
		list.take(ticket(6, { assignee: mads }));
		list.take(ticket(7, { assignee: sara, state: 'resolved' }));
		expect(numbers()).toEqual([9, 5, 3]);
	});

	it('holds to the filter, and adds nothing to what was searched for', async () => {
		const filtered = await listOf({ view: 'all', topic: 'waste', state: 'closed' }, [{ items: [], next: null }]);
		filtered.list.take(ticket(1));
		filtered.list.take(ticket(2, { topic: 'waste' }));
		filtered.list.take(ticket(3, { topic: 'waste', state: 'closed' }));
		expect(filtered.numbers()).toEqual([3]);
		const found = await listOf({ view: 'all', q: 'card' }, [{ items: [ticket(1)], next: null }]);
		found.list.take(ticket(2));
		expect(found.numbers()).toEqual([1]);
	});

	it('changes a row where it stands', async () => {
		const { list } = await listOf({ view: 'all' }, [{ items: [ticket(2), ticket(1)], next: null }]);
		list.take(ticket(1, { unread: true, excerpt: 'hello' }));
		expect(list.items[1]).toMatchObject({ number: 1, unread: true, excerpt: 'hello' });
	});

	it('keeps a subject masked though personal data is open', async () => {
		const { list } = await listOf({ view: 'all' }, [{ items: [ticket(1, { subject: 'I am [name 1]' })], next: null }]);
		list.take(ticket(1, { subject: 'I am Anne Holm', personal_until: '2026-03-01T18:00:00Z' }));
		expect(list.items[0]?.subject).toBe('I am [name 1]');
	});

	it('says that an offer has ended before it takes the card away', async () => {
		const { list, numbers } = await listOf({ view: 'offers' }, [{ items: [ticket(1, { grant: 'offered', tier: 'expert' })], next: null }]);
		list.offerEnded(1, 'expired');
		list.offerEnded(1, 'ended');
		list.offerEnded(7, 'ended');
		expect([...list.gone]).toEqual([[1, 'expired']]);
		expect(numbers()).toEqual([1]);
		list.remove(1);
		expect(numbers()).toEqual([]);
		expect(list.gone.size).toBe(0);
	});

	it('shows as ended what is no longer among the offers, but not what only moved to the next page', async () => {
		const offer = (n: number) => ticket(n, { grant: 'offered', tier: 'expert' });
		const { list, numbers } = await listOf({ view: 'offers' }, [
			{ items: [offer(5), offer(3), offer(2)], next: null },
			{ items: [offer(6), offer(3)], next: '3' }
		]);
		await list.load();
		expect(numbers()).toEqual([6, 5, 3]);
		expect([...list.gone.keys()]).toEqual([5]);
		list.stop();
	});

	it('keeps what is on screen when the server cannot be asked', async () => {
		let fails = false;
		const api = { tickets: () => (fails ? Promise.reject(new Error('away')) : Promise.resolve({ items: [ticket(1)], next: null })) };
		const list = new TicketList({ view: 'all', state: '', topic: '', q: '' }, api, me);
		await list.load();
		fails = true;
		await list.load();
		expect(list.items).toHaveLength(1);
		expect(list.problem).not.toBeNull();
		expect(list.loading).toBe(false);
	});
});
