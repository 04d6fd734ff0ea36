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

test('knows what was wrong with which field, until the next try', async () => {
	const sending = new Sending();
	expect(await sending.send(() => Promise.reject(missing))).toBe(false);
	expect(sending.busy).toBe(false);
	expect(sending.error('name')).toBeTruthy();
	expect(sending.error('email')).toBeUndefined();
	expect(toast.problem).not.toHaveBeenCalled();
	await sending.send(() => Promise.resolve());
	expect(sending.error('name')).toBeUndefined();
});

test('what is about no field is told in a notice', async () => {
	const lost = new Problem('conflict', '', 409, {});
	await new Sending().send(() => Promise.reject(lost));
	expect(toast.problem).toHaveBeenCalledWith(lost);
});
