import { describe, expect, it } from 'vitest';
import { uuid7 } from './uuid7';

describe('uuid7', () => {
	it('carries version, variant and the time', () => {
		const id = uuid7(Date.UTC(2031, 0, 2));
		expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2031, 0, 2));
	});

	it('only grows: many in one millisecond, and when the clock steps back', () => {
		const start = Date.UTC(2032, 0, 1);
		const ids = Array.from({ length: 10_000 }, (_, i) => uuid7(start - (i % 7)));
		expect(ids).toEqual([...ids].sort());
		expect(new Set(ids).size).toBe(ids.length);
	});
});
