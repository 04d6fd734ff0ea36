import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { keep, kept } from './kept';

const file = (id: string, text = 'x') => ({ id, name: `${id}.txt`, size: text.length, blob: new Blob([text]) });

test('what was chosen is there after a reload, until the question has gone', async () => {
	expect(await kept()).toEqual([]);
	await keep([file('a', 'first'), file('b')]);
	await keep([file('a', 'first')]);
	const [only, none] = await kept();
	expect([only?.id, only?.name, only?.size, none]).toEqual(['a', 'a.txt', 5, undefined]);
	await keep([]);
	expect(await kept()).toEqual([]);
});

test('is forgotten after a day', async () => {
	const now = Date.now();
	await keep([file('a')], now);
	expect(await kept(now + 25 * 60 * 60 * 1000)).toEqual([]);
	expect(await kept(now)).toEqual([]);
});

test('a browser that keeps nothing is no trouble', async () => {
	vi.stubGlobal('indexedDB', { open: () => { throw new Error('blocked'); } });
	await keep([file('a')]);
	expect(await kept()).toEqual([]);
	vi.unstubAllGlobals();
});
