import { expect, test } from 'vitest';
import { slug } from './slug';

test.each([
	['Børn, bibliotek og fritid', 'born-bibliotek-og-fritid'],
	['Straßen & Wege', 'strassen-wege'],
	['Łódź – żłobek', 'lodz-zlobek'],
	['Őszi ügyek', 'oszi-ugyek'],
	['  --  ', ''],
	['日本', '']
])('%j becomes %j', (name, id) => {
	expect(slug(name)).toBe(id);
});

test('is never too long and never ends with a hyphen', () => {
	const id = slug('a '.repeat(60));
	expect(id.length).toBeLessThanOrEqual(40);
	expect(id).toMatch(/^[a-z0-9][a-z0-9-]*[a-z0-9]$/);
});
