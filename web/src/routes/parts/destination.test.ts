import { expect, test } from 'vitest';
import type { Me, Role } from '$core/types';
import { destination } from './destination';

const person = (role: Role) => ({ role }) as Me;

test('each role starts on its own surface', () => {
	expect(destination(person('customer'), null)).toBe('/');
	expect(destination(person('expert'), null)).toBe('/desk');
	expect(destination(person('staff'), null)).toBe('/desk');
	expect(destination(person('admin'), null)).toBe('/admin');
});

test('goes on to the page that asked for the sign-in', () => {
	expect(destination(person('customer'), '/requests/1042')).toBe('/requests/1042');
});

test.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)', '/\t/elsewhere.example', ''])('never leads away: %j', (next) => {
	expect(destination(person('customer'), next)).toBe('/');
});
