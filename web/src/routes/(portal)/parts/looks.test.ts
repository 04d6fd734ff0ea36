import { describe, expect, it } from 'vitest';
import type { AccessLogRow } from '$core/types';
import { byDay } from './looks.svelte';

const row = (at: Date): AccessLogRow => ({ id: String(at), at: at.toISOString(), by: { name: 'S. Lind', role: 'staff' }, what: 'opened', ticket: 1, subject: null, reason: null, at_once: false });

describe('byDay', () => {
	it('puts what happened on one day of the reader together, in order', () => {
		const rows = [new Date(2026, 2, 2, 9), new Date(2026, 2, 1, 23, 59), new Date(2026, 2, 1, 0, 1), new Date(2026, 1, 28, 12)].map(row);
		expect(byDay(rows)).toEqual([[rows[0]], [rows[1], rows[2]], [rows[3]]]);
	});

	it('gives no day where there is nothing', () => {
		expect(byDay([])).toEqual([]);
	});
});
