import { describe, expect, it, vi } from 'vitest';
import { Http } from './http';

function server(status: number, body: unknown, headers: Record<string, string> = {}) {
	return vi.fn(async (_url: string, _init: RequestInit) => new Response(body === null ? null : JSON.stringify(body), { status, headers }));
}

describe('Http', () => {
	it('sends a token without cookies, and cookies without a token', async () => {
		const bearer = server(200, {});
		await new Http({ fetch: bearer as unknown as typeof fetch, token: () => 'abc' }).get('/me');
		expect(bearer.mock.calls[0]![1]).toMatchObject({ credentials: 'omit', headers: { Authorization: 'Bearer abc' } });
		const cookie = server(200, {});
		await new Http({ fetch: cookie as unknown as typeof fetch }).get('/me');
		expect(cookie.mock.calls[0]![1].credentials).toBe('same-origin');
		expect(cookie.mock.calls[0]![1].headers).not.toHaveProperty('Authorization');
	});

	it('leaves empty query values out', async () => {
		const fetched = server(200, {});
		await new Http({ fetch: fetched as unknown as typeof fetch }).get('/tickets', { view: 'mine', q: '', before: null, limit: 20 });
		expect(fetched.mock.calls[0]![0]).toBe('/api/v1/tickets?view=mine&limit=20');
	});

	it('throws a problem with code, fields and the time to wait', async () => {
		const body = { code: 'limited', detail: 'slow down', errors: [{ field: 'text', message: 'too long' }], request: 'r1' };
		const http = new Http({ fetch: server(429, body, { 'Retry-After': '3' }) as unknown as typeof fetch });
		await expect(http.post('/tickets', {})).rejects.toMatchObject({ code: 'limited', fields: { text: 'too long' }, retryAfterSeconds: 3, request: 'r1', passing: true });
	});

	it('understands an answer that is not ours by its status', async () => {
		const http = new Http({ fetch: (async () => new Response('<html>', { status: 502 })) as typeof fetch });
		await expect(http.get('/me')).rejects.toMatchObject({ code: 'unavailable' });
	});

	it('tells when nobody is signed in', async () => {
		const onUnauthenticated = vi.fn();
		const http = new Http({ fetch: server(401, { code: 'unauthenticated' }) as unknown as typeof fetch, onUnauthenticated });
		await expect(http.get('/me')).rejects.toMatchObject({ code: 'unauthenticated', passing: false });
		expect(onUnauthenticated).toHaveBeenCalledOnce();
	});

	it('calls an unreachable server offline, and a silent one a timeout', async () => {
		const away = new Http({ fetch: (() => Promise.reject(new TypeError('failed'))) as typeof fetch });
		await expect(away.get('/me')).rejects.toMatchObject({ code: 'offline' });
		const silent = ((_: string, init: RequestInit) => new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(init.signal!.reason)))) as unknown as typeof fetch;
		await expect(new Http({ fetch: silent, timeoutMs: 5 }).get('/me')).rejects.toMatchObject({ code: 'timeout' });
	});
});
