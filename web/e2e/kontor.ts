import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const startWithinMs = 240_000;
const stopWithinMs = 60_000;

/** Where a Kontor is: enough to find it again from another process. */
export interface Place {
	/** Its data and its pid. Straight in the temporary directory, so that the database's user can reach it. */
	data: string;
	log: string;
	port: number;
}

/** A demo of our own on a free port with fresh data. It can be killed and started again on the same data. */
export class Kontor {
	constructor(readonly place: Place) {}

	static async make(log: string): Promise<Kontor> {
		const data = mkdtempSync(join(tmpdir(), 'kontor-e2e-data-'));
		return new Kontor({ data, log, port: await freePort() });
	}

	get url(): string {
		return `http://127.0.0.1:${this.place.port}`;
	}

	/** Starts it and waits until it serves and the demo is filled. */
	async start(): Promise<void> {
		const { data, log, port } = this.place;
		const out = openSync(log, 'a');
		const child = spawn(binary(), ['demo'], {
			env: { ...bareEnvironment(), KONTOR_DATA: data, KONTOR_ADDR: `127.0.0.1:${port}` },
			stdio: ['ignore', out, out]
		});
		closeSync(out);
		writeFileSync(this.pidFile, String(child.pid));
		let ended = '';
		child.on('error', (cause) => (ended = cause.message));
		child.on('exit', (code, signal) => (ended = `it ended with ${signal ?? code}`));
		child.unref();
		await until(startWithinMs, () => {
			if (ended) throw new Error(`Kontor did not start: ${ended}\n${this.lastWords()}`);
			return this.isReady();
		}).catch((cause: Error) => {
			throw new Error(`${cause.message}\n${this.lastWords()}`);
		});
	}

	/** kill -9: nobody is told, nothing is tidied up. */
	async kill(): Promise<void> {
		await this.end('SIGKILL');
	}

	/** Stops it as a service manager would, and removes its data. */
	async remove(): Promise<void> {
		await this.end('SIGTERM').catch(() => this.end('SIGKILL'));
		rmSync(this.place.data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
	}

	/** For a run that is broken off: no time to wait for anything. */
	abandon(): void {
		if (!existsSync(this.place.data)) return;
		const pid = this.pid();
		if (pid) signals(pid, 'SIGKILL');
		rmSync(this.place.data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
	}

	private async end(signal: NodeJS.Signals): Promise<void> {
		const pid = this.pid();
		if (!pid || !isAlive(pid)) return;
		signals(pid, signal);
		await until(stopWithinMs, () => !isAlive(pid));
	}

	private async isReady(): Promise<boolean> {
		try {
			const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2_000) });
			const body = (await answer.json()) as { demo?: boolean };
			return answer.ok && body.demo === true;
		} catch {
			return false;
		}
	}

	private pid(): number {
		return existsSync(this.pidFile) ? Number(readFileSync(this.pidFile, 'utf8')) : 0;
	}

	private get pidFile(): string {
		return join(dirname(this.place.log), 'kontor.pid');
	}

	private lastWords(): string {
		return readFileSync(this.place.log, 'utf8').split('\n').slice(-20).join('\n');
	}
}

function binary(): string {
	const path = resolve(process.env.KONTOR_BIN ?? join(web, '..', 'bin', 'kontor'));
	if (!existsSync(path)) throw new Error(`there is no ${path}; run make build, or set KONTOR_BIN`);
	return path;
}

/** Settings of whoever runs the journeys are not for this Kontor: their database least of all. */
function bareEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^KONTOR_|^(OWNER_|EXPERT_)?DATABASE_URL$|^REDIS_URL$/.test(name)));
}

function isAlive(pid: number): boolean {
	return signals(pid, 0) && !isUncollected(pid);
}

/** Answers whether there was anybody to hear it: who has just ended needs no signal. */
function signals(pid: number, signal: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(pid, signal);
	} catch {
		return false;
	}
}

/** Where nobody collects the dead (a container without an init) they keep their number. */
function isUncollected(pid: number): boolean {
	try {
		return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false; // no /proc here, or it went just now: the next look sees that
	}
}

/** From below those that the kernel gives to whoever asks for any: one of theirs could take it while Kontor is away. */
async function freePort(): Promise<number> {
	for (let tries = 0; tries < 100; tries++) {
		const port = randomInt(15_000, 30_000);
		if (await isFree(port)) return port;
	}
	throw new Error('no free port');
}

function isFree(port: number): Promise<boolean> {
	return new Promise((done) => {
		const probe = createServer().on('error', () => done(false));
		probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
	});
}

/** Asks again every tenth of a second. For what no event tells us; pages have locators that wait. */
async function until(ms: number, holds: () => boolean | Promise<boolean>): Promise<void> {
	for (const end = Date.now() + ms; Date.now() < end; ) {
		if (await holds()) return;
		await new Promise((next) => setTimeout(next, 100));
	}
	throw new Error(`waited ${ms / 1000} s in vain`);
}
