import { describe, expect, it } from 'vitest';
import { pick } from './pick';

const file = (name: string, size: number) => Object.defineProperty(new File(['x'], name), 'size', { value: size }) as File;

describe('choosing files', () => {
	it('takes what fits and says what does not', () => {
		const { files, refused } = pick([], [file('a.png', 5), file('b.mov', 10 * 1024 * 1024 + 1)]);
		expect(files.map((f) => [f.name, f.size])).toEqual([['a.png', 5]]);
		expect(refused).toEqual({ key: 'ticket.file.too_large', name: 'b.mov' });
		expect(pick(files, [file('none', 0)]).refused?.key).toBe('ticket.file.empty');
		expect(pick(files, [file('full.bin', 10 * 1024 * 1024)]).files).toHaveLength(2);
	});

	it('takes ten', () => {
		const { files, refused } = pick([], Array.from({ length: 11 }, (_, i) => file(`${i}`, 1)));
		expect(files).toHaveLength(10);
		expect(new Set(files.map((f) => f.id)).size).toBe(10);
		expect(refused).toEqual({ key: 'ticket.file.too_many', name: '10' });
	});
});
