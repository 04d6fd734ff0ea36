import { beforeEach, expect, test } from 'vitest';
import { i18n } from '$core/i18n';
import type { Ticket } from '$core/types';
import en from '$messages/en/portal.json';
import { hasNews, sentence, stages, stepsDone } from './progress';

beforeEach(() => (i18n.catalogue = en));

const otter = { id: 'o', role: 'expert', name: 'Otter K.' } as const;
const lind = { id: 'l', role: 'staff', name: 'S. Lind' } as const;
const ticket = (some: Partial<Ticket>) => ({ state: 'open', tier: 'expert', assignee: null, rating: null, unread: false, last_author: null, updated_at: '2026-03-14T10:00:00Z', ...some }) as Ticket;

test('a request moves through four steps', () => {
	expect(stages(ticket({}))).toEqual(['done', 'now', 'ahead', 'ahead']);
	expect(stages(ticket({ assignee: otter }))).toEqual(['done', 'done', 'now', 'ahead']);
	expect(stages(ticket({ assignee: otter, state: 'waiting' }))).toEqual(['done', 'done', 'done', 'now']);
	expect(stages(ticket({ assignee: otter, state: 'resolved' }))).toEqual(['done', 'done', 'done', 'done']);
	expect(stepsDone(ticket({ state: 'closed' }))).toBe(4);
});

test('the sentence says who has it', () => {
	expect(sentence(ticket({}))).toBe(en['portal.says.looking']);
	expect(sentence(ticket({ tier: 'staff' }))).toBe(en['portal.says.queue']);
	expect(sentence(ticket({ assignee: otter }))).toContain('Otter K.');
	expect(sentence(ticket({ assignee: lind, tier: 'staff' }))).not.toBe(sentence(ticket({ assignee: { ...lind, role: 'expert' } })));
	expect(sentence(ticket({ assignee: lind, state: 'waiting' }))).toContain('S. Lind');
});

test('a resolved request asks how it was, once', () => {
	const rating = { stars: 5, tags: [], comment: null, at: '2026-03-14T10:00:00Z', handler: otter };
	expect(sentence(ticket({ state: 'resolved', assignee: otter }))).toContain('Otter K.');
	expect(sentence(ticket({ state: 'resolved', assignee: otter, rating }))).toBe(en['portal.says.resolved']);
});

test('own words are no news', () => {
	expect(hasNews(ticket({ unread: true, last_author: { role: 'expert', name: 'Otter K.' } }))).toBe(true);
	expect(hasNews(ticket({ unread: true, last_author: { role: 'customer', name: '' } }))).toBe(false);
});
