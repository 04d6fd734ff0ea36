import { expect, test } from 'vitest';
import type { Simulation } from '$core/types';
import { numbersOf, rows } from './simulation';

test('only what was filled in is sent', () => {
	expect(numbersOf({ days: 7, per_day: '300', experts: '', staff: null, wave_size: 0 })).toEqual({ days: 7, per_day: 300, wave_size: 0 });
});

test('a difference too small to matter is not called better', () => {
	const row = rows.find((one) => one.name === 'cost')!;
	const costs = (cost: number) => ({ cost }) as Simulation['now'];
	expect(row.better?.(costs(90), costs(100))).toBe(true);
	expect(row.better?.(costs(98), costs(100))).toBe(false);
	expect(row.better?.(costs(100), costs(90))).toBe(false);
});
