import type { Me } from '$core/types';

/** Where somebody belongs after signing in: the page they came from if it is one of ours, otherwise the start of their surface. */
export function destination(me: Me, next: string | null): string {
	if (next && isOurs(next)) return next;
	if (me.role === 'admin') return '/admin';
	return me.role === 'customer' ? '/' : '/desk';
}

/** One slash and then a path: `//host` and `/\host` are addresses of other sites. */
function isOurs(path: string): boolean {
	return /^\/(?![/\\])/.test(path) && !/[\u0000-\u001f]/.test(path);
}
