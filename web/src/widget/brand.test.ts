import { describe, expect, it } from 'vitest';
import { colours } from './brand';

describe('colours', () => {
	it('puts dark ink on light colours and white on dark ones', () => {
		expect(colours('#ffd23f')).toEqual({ fill: '#ffd23f', ink: '#10181b' });
		expect(colours('0d5a5c')).toEqual({ fill: '#0d5a5c', ink: '#ffffff' });
		expect(colours('#fff')).toEqual({ fill: '#ffffff', ink: '#10181b' });
	});

	it('takes nothing that is not a plain colour, as it ends up in a style sheet', () => {
		for (const wish of [null, '', 'red', '#12345', '#fff;background:url(//evil)', 'var(--x)']) expect(colours(wish)).toBeNull();
	});
});
