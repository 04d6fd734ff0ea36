import { expect, test } from 'vitest';
import type { OwnApplication, Standing } from '$core/experts-api';
import { whatNext } from './next';

/** What of a standing is looked at here. */
const standing = (step: Standing['step'], exam?: Pick<Standing['exam'], 'kind' | 'state'>) => ({ step, exam }) as Standing;
const asks = (own: { standings: Standing[]; terms_owed?: object }, unread: number, reviews: number) => whatNext(own as OwnApplication, unread, reviews).what;
const next = (...standings: Standing[]) => asks({ standings }, 0, 0);

test('what keeps one from work comes first', () => {
	expect(asks({ standings: [], terms_owed: { version: 2 } }, 1, 1)).toBe('terms');
	expect(asks({ standings: [standing('qualified')] }, 1, 1)).toBe('notes');
});

test('a test that runs comes before one that can be begun, and a topic that is kept before a new one', () => {
	expect(next(standing('test', { kind: 'test', state: 'ready' }), standing('test', { kind: 'test', state: 'running' }))).toBe('running');
	expect(next(standing('test', { kind: 'test', state: 'ready' }), standing('qualified', { kind: 'retest', state: 'ready' }))).toBe('retest');
	expect(next(standing('practice'), standing('lapsed', { kind: 'renewal', state: 'ready' }))).toBe('renewal');
});

test('reviews are for those who have nothing of their own to do', () => {
	expect(asks({ standings: [standing('qualified')] }, 0, 2)).toBe('reviews');
	expect(next(standing('qualified'), standing('practice'))).toBe('practice');
});

test('otherwise there is work, or one waits, or applies', () => {
	expect(next(standing('probation'))).toBe('desk');
	expect(next(standing('approval'))).toBe('waiting');
	expect(next(standing('test', { kind: 'test', state: 'paused' }))).toBe('waiting');
	expect(next(standing('test', { kind: 'test', state: 'over' }))).toBe('apply');
	expect(next()).toBe('apply');
});
