import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { password } from './people';
import type { Language } from './words';

/** Programs may use Kontor as well: what a journey needs to have happened already, and nothing that it is about. */
export class Program {
	private constructor(
		private readonly port: number,
		private readonly token: string
	) {}

	static async of(email: string, port = inject('kontor').port): Promise<Program> {
		const { token } = await call<{ token: string }>(port, 'POST', '/sessions', { email, password });
		return new Program(port, token);
	}

	/** A new customer with an account, whom no other journey meets. */
	static async customer(email: string, name: string): Promise<Program> {
		const { port } = inject('kontor');
		const { token } = await call<{ token: string }>(port, 'POST', '/customers', { email, password, name, locale: 'en' });
		return new Program(port, token);
	}

	get<T>(path: string): Promise<T> {
		return call(this.port, 'GET', path, undefined, this.token);
	}

	post<T>(path: string, body: object = {}): Promise<T> {
		return call(this.port, 'POST', path, body, this.token);
	}

	put<T>(path: string, body: object): Promise<T> {
		return call(this.port, 'PUT', path, body, this.token);
	}

	patch<T>(path: string, body: object): Promise<T> {
		return call(this.port, 'PATCH', path, body, this.token);
	}

	/** The language that the pages greet this person in. */
	async reads(locale: Language): Promise<void> {
		await call(this.port, 'PATCH', '/me', { locale }, this.token);
	}

	/** Opens a request; answers its number. */
	async asks(topic: string, text: string): Promise<number> {
		const { number } = await this.post<{ number: number }>('/tickets', { id: uuid7(), topic, text, channel: 'chat', language: 'en' });
		return number;
	}
}

/** The name of a topic as the pages show it. */
export async function topicName(id: string): Promise<string> {
	const { items } = await call<{ items: { id: string; name: string }[] }>(inject('kontor').port, 'GET', '/topics?locale=en');
	const topic = items.find((one) => one.id === id);
	if (!topic) throw new Error(`the demo has no topic ${id}`);
	return topic.name;
}

/** A word that stands nowhere else, so that a journey finds its own ticket among hundreds. Without digits, which might be masked. */
export function mark(): string {
	return `x${[...randomBytes(8)].map((byte) => 'bcdfghjklmnpqrst'[byte % 16]).join('')}`;
}

async function call<T>(port: number, method: string, path: string, body?: object, token?: string): Promise<T> {
	const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
		method,
		headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
		body: body && JSON.stringify(body)
	});
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
	return (answer.status === 204 ? undefined : await answer.json()) as T;
}

export function uuid7(): string {
	const time = Date.now().toString(16).padStart(12, '0');
	const chance = randomBytes(10).toString('hex');
	return `${time.slice(0, 8)}-${time.slice(8)}-7${chance.slice(0, 3)}-8${chance.slice(3, 6)}-${chance.slice(6, 18)}`;
}
