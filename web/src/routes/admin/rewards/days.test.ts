import { expect, it } from 'vitest';
import { dayName, days } from './days';

it('names the days from Monday to Sunday', () => {
	expect(days.map((day) => dayName(day, 'long'))).toEqual(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']);
});
