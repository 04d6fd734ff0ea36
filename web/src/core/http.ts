/** The one way to the API over HTTP: JSON in and out, problems as exceptions, time limits. */

export type ProblemCode =
	| 'invalid'
	| 'unauthenticated'
	| 'forbidden'
	| 'not_found'
	| 'conflict'
	| 'risky'
	| 'limited'
	| 'unavailable'
	| 'internal'
	| 'offline'
	| 'timeout';

/**
 * A refusal by the server (RFC 9457), or `offline` and `timeout` where it could not be
 * asked. `detail` is English and fit for a user; show a message of the catalogue by `code` first.
 */
export class Problem extends Error {
	constructor(
		readonly code: ProblemCode,
		readonly detail: string,
		readonly status = 0,
		/** Message by field name. */
		readonly fields: Record<string, string> = {},
		/** The server's id of the request, for support. */
		readonly request?: string,
		readonly retryAfterSeconds?: number
	) {
		super(detail || code);
		this.name = 'Problem';
	}

	/** True where the same request may succeed a little later. */
	get passing(): boolean {
		return ['offline', 'timeout', 'limited', 'unavailable', 'internal'].includes(this.code);
	}
}

/** Whatever was thrown, as a problem. */
export function asProblem(cause: unknown): Problem {
	return cause instanceof Problem ? cause : new Problem('internal', String(cause));
}

export interface HttpOptions {
	/** Where the API lives; `/api/v1` unless told. */
	base?: string;
	/** Bearer mode: the token to send; cookies are then neither sent nor stored. */
	token?: () => string | null;
	locale?: () => string;
	fetch?: typeof fetch;
	timeoutMs?: number;
	/** Called when the server no longer knows who we are. */
	onUnauthenticated?: () => void;
}

export interface CallOptions {
	query?: Record<string, string | number | boolean | null | undefined>;
	body?: unknown;
	signal?: AbortSignal;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export class Http {
	readonly #options: HttpOptions;

	constructor(options: HttpOptions = {}) {
		this.#options = options;
	}

	get = <T>(path: string, query?: CallOptions['query'], signal?: AbortSignal) => this.call<T>('GET', path, { query, signal });
	post = <T>(path: string, body?: unknown, signal?: AbortSignal) => this.call<T>('POST', path, { body: body ?? {}, signal });
	put = <T>(path: string, body: unknown) => this.call<T>('PUT', path, { body });
	patch = <T>(path: string, body: unknown) => this.call<T>('PATCH', path, { body });
	delete = <T = void>(path: string) => this.call<T>('DELETE', path);

	/** Answers the decoded body, undefined for 204. Throws Problem, and AbortError when `signal` fired. */
	async call<T>(method: Method, path: string, { query, body, signal }: CallOptions = {}): Promise<T> {
		const response = await this.#ask(method, (this.#options.base ?? '/api/v1') + path + queryString(query), body, signal);
		if (!response.ok) throw await this.#problem(response);
		if (response.status === 204) return undefined as T;
		return (await response.json()) as T;
	}

	async #ask(method: Method, url: string, body: unknown, signal?: AbortSignal): Promise<Response> {
		const limit = new AbortController();
		const timer = setTimeout(() => limit.abort(), this.#options.timeoutMs ?? 20_000);
		const abort = () => limit.abort();
		signal?.addEventListener('abort', abort);
		try {
			return await (this.#options.fetch ?? fetch)(url, this.#request(method, body, limit.signal));
		} catch (cause) {
			if (signal?.aborted) throw cause;
			throw limit.signal.aborted ? new Problem('timeout', 'The server did not answer in time.') : new Problem('offline', 'The server cannot be reached.');
		} finally {
			clearTimeout(timer);
			signal?.removeEventListener('abort', abort);
		}
	}

	#request(method: Method, body: unknown, signal: AbortSignal): RequestInit {
		const headers: Record<string, string> = { Accept: 'application/json' };
		const token = this.#options.token?.();
		if (token) headers.Authorization = `Bearer ${token}`;
		if (this.#options.locale) headers['Accept-Language'] = this.#options.locale();
		if (body !== undefined) headers['Content-Type'] = 'application/json';
		return {
			method,
			headers,
			signal,
			credentials: this.#options.token ? 'omit' : 'same-origin',
			body: body === undefined ? undefined : JSON.stringify(body)
		};
	}

	async #problem(response: Response): Promise<Problem> {
		const problem = await readProblem(response);
		if (problem.code === 'unauthenticated') this.#options.onUnauthenticated?.();
		return problem;
	}
}

/** What a refusal says. */
export async function readProblem(response: Response): Promise<Problem> {
	const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
	let body: { code?: ProblemCode; detail?: string; errors?: { field: string; message: string }[]; request?: string } = {};
	try {
		body = await response.json();
	} catch {
		// A proxy answered with something that is not ours; the status has to do.
	}
	return new Problem(body.code ?? codeOfStatus(response.status), body.detail ?? '', response.status, fieldsOf(body.errors), body.request, retryAfter);
}

/** What is wrong by field; what is said of one several times stands in one line. */
export function fieldsOf(errors: { field: string; message: string }[] = []): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const { field, message } of errors) fields[field] = fields[field] ? `${fields[field]} ${message}` : message;
	return fields;
}

function codeOfStatus(status: number): ProblemCode {
	const codes: Record<number, ProblemCode> = { 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 409: 'conflict', 429: 'limited' };
	return codes[status] ?? (status >= 502 && status <= 504 ? 'unavailable' : status >= 500 ? 'internal' : 'invalid');
}

function queryString(query: CallOptions['query']): string {
	const set = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
	if (set.length === 0) return '';
	return '?' + new URLSearchParams(set.map(([key, value]) => [key, String(value)])).toString();
}
