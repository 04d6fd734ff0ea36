import { expect, test } from 'vitest';
import { inUnits } from './duration';

test.each([
	[30, 30, 'second'],
	[90, 90, 'second'],
	[120, 2, 'minute'],
	[5400, 90, 'minute'],
	[21600, 6, 'hour'],
	[172800, 2, 'day'],
	[0, 0, 'minute']
])('%d seconds are %d %s', (seconds, n, unit) => {
	expect(inUnits(seconds)).toEqual({ n, unit });
});
