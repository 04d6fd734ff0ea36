export const units = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;
export type Unit = keyof typeof units;

/** Seconds in the largest unit in which they are a whole number: 7200 is 2 hours, 90 stays 90 seconds. None are minutes: what is typed over them is mostly that. */
export function inUnits(seconds: number): { n: number; unit: Unit } {
	if (seconds === 0) return { n: 0, unit: 'minute' };
	const unit = (['day', 'hour', 'minute'] as const).find((one) => seconds % units[one] === 0) ?? 'second';
	return { n: seconds / units[unit], unit };
}
