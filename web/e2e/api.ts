import { randomBytes } from 'node:crypto';
import { password } from './people';
import { kontor } from './stage';

/** Programs may use Kontor as well: what a journey needs to have happened already, and nothing that it is about. */
export class Program {
	private constructor(private readonly token: string) {}

	static async of(email: string): Promise<Program> {
		const { token } = await call<{ token: string }>('POST', '/sessions', { email, password });
		return new Program(token);
	}

	get<T>(path: string): Promise<T> {
		return call('GET', path, undefined, this.token);
	}

	post<T>(path: string, body: object = {}): Promise<T> {
		return call('POST', path, body, this.token);
	}

	/** Opens a request; answers its number. */
	async asks(topic: string, text: string): Promise<number> {
		const { number } = await this.post<{ number: number }>('/tickets', { id: uuid7(), topic, text, channel: 'chat', language: 'en' });
		return number;
	}
}

/** The name of a topic as the pages show it. */
export async function topicName(id: string): Promise<string> {
	const { items } = await call<{ items: { id: string; name: string }[] }>('GET', '/topics?locale=en');
	const topic = items.find((one) => one.id === id);
	if (!topic) throw new Error(`the demo has no topic ${id}`);
	return topic.name;
}

/** A word that stands nowhere else, so that a journey finds its own ticket among hundreds. */
export function mark(): string {
	return `e2e${randomBytes(4).toString('hex')}`;
}

async function call<T>(method: string, path: string, body?: object, token?: string): Promise<T> {
	const answer = await fetch(`${kontor.url}/api/v1${path}`, {
		method,
		headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
		body: body && JSON.stringify(body)
	});
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
	return (answer.status === 204 ? undefined : await answer.json()) as T;
}

function uuid7(): string {
	const time = Date.now().toString(16).padStart(12, '0');
	const chance = randomBytes(10).toString('hex');
	return `${time.slice(0, 8)}-${time.slice(8)}-7${chance.slice(0, 3)}-8${chance.slice(3, 6)}-${chance.slice(6, 18)}`;
}
