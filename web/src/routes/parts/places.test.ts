import { expect, test } from 'vitest';
import type { Role } from '$core/types';
import { customerPlaces, helperPlaces, placeOf } from './places';

const places = (role: Role) => helperPlaces({ id: 'me', role }).flatMap((group) => group.places);
const at = (role: Role, path: string) => placeOf(path, places(role))?.href;

test('a page belongs to the nearest place above it', () => {
	expect(at('admin', '/admin/topics/shop')).toBe('/admin/topics');
	expect(at('admin', '/admin/new-topic')).toBe('/admin/topics');
	expect(at('staff', '/experts')).toBe('/experts');
	expect(at('staff', '/experts/judge')).toBe('/experts/judge');
	expect(at('expert', '/expert/test/1')).toBe('/expert');
	expect(placeOf('/requests/1042', customerPlaces)?.href).toBe('/requests');
});

test('what only begins alike is another place', () => {
	expect(at('expert', '/experts')).toBeUndefined();
	expect(placeOf('/nothing', customerPlaces)).toBeUndefined();
});

test('nobody is led to pages of another role', () => {
	expect(places('customer')).toEqual([]);
	expect(at('expert', '/rewards')).toBeUndefined();
	expect(at('staff', '/admin/people')).toBeUndefined();
	expect(at('staff', '/earnings')).toBeUndefined();
});

test('each place is listed once', () => {
	for (const role of ['expert', 'staff', 'admin'] as const) {
		const hrefs = places(role).map((place) => place.href);
		expect(new Set(hrefs).size).toBe(hrefs.length);
	}
});
