import { expect, test, vi } from 'vitest';
import { Problem } from '$core/http';
import { toast } from '$ui/toast';
import { Sending } from './sending.svelte';

vi.mock('$ui/toast', () => ({ toast: { problem: vi.fn() } }));

const missing = new Problem('invalid', '', 422, { name: 'is missing' });

test('is busy until the server has answered', async () => {
	const sending = new Sending();
	let answer = (): void => undefined;
	const sent = sending.send(() => new Promise<void>((resolve) => (answer = resolve)));
	expect(sending.busy).toBe(true);
	answer();
	expect(await sent).toBe(true);
	expect(sending.busy).toBe(false);
});

test('a second press sends nothing, and of several things one is on its way', async () => {
	const sending = new Sending();
	const sent = vi.fn(() => Promise.resolve());
	const first = sending.send(sent, 'first');
	expect([sending.is('first'), sending.is('second')]).toEqual([true, false]);
	expect(await sending.send(sent, 'second')).toBe(false);
	expect(await first).toBe(true);
	expect(sent).toHaveBeenCalledTimes(1);
});

test('knows what was wrong with which field, until the next try', async () => {
	const sending = new Sending();
	expect(await sending.send(() => Promise.reject(missing))).toBe(false);
	expect(sending.busy).toBe(false);
	expect(sending.error('name')).toBeTruthy();
	expect(sending.error('email')).toBeUndefined();
	expect(sending.wrong).toEqual(['name']);
	expect(toast.problem).not.toHaveBeenCalled();
	await sending.send(() => Promise.resolve());
	expect(sending.error('name')).toBeUndefined();
});

test('what is about no field is told in a notice', async () => {
	const lost = new Problem('conflict', '', 409, {});
	await new Sending().send(() => Promise.reject(lost));
	expect(toast.problem).toHaveBeenCalledWith(lost);
});
