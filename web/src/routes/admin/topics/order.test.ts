import { expect, test } from 'vitest';
import type { TopicSettings } from '$core/types';
import { inOrder, moved } from './order';

const topic = (id: string, position: number) => ({ id, position }) as TopicSettings;
const ids = (list: TopicSettings[]) => list.map((one) => one.id).join('');

test('changes only the two that swap where the places are already counted', () => {
	const { list, changed } = moved([topic('a', 1), topic('b', 2), topic('c', 3)], 2, -1);
	expect(ids(list)).toBe('acb');
	expect(changed.map((one) => [one.id, one.position])).toEqual([['c', 2], ['b', 3]]);
});

test('counts places that were never set', () => {
	const { list, changed } = moved([topic('a', 0), topic('b', 0), topic('c', 0)], 0, 1);
	expect(ids(list)).toBe('bac');
	expect(changed).toHaveLength(3);
	expect(ids(inOrder(list))).toBe('bac');
});

test('nothing moves over the edge', () => {
	const list = [topic('a', 1), topic('b', 2)];
	expect(moved(list, 0, -1)).toEqual({ list, changed: [] });
	expect(moved(list, 1, 1)).toEqual({ list, changed: [] });
});
