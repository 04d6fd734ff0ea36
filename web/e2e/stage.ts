import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { photograph } from './evidence';
import { Kontor } from './kontor';

/** A journey plays on a stage: each person on it has a browser of their own, and what goes wrong in any of them is noted. */

export const kontor = new Kontor(inject('kontor'));

const patienceMs = 60_000;
export const desktop: BrowserContextOptions = { viewport: { width: 1360, height: 860 }, locale: 'en-GB', colorScheme: 'light' };
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, locale: 'en-GB', colorScheme: 'light', isMobile: true, hasTouch: true };

let browser: Browser;
beforeAll(async () => void (browser = await chromium.connect(inject('browser'))));
afterAll(() => browser.close());

export class Stage {
	/** What no visitor should cause: errors in the console, exceptions, requests to other hosts. */
	readonly faults: string[] = [];
	/** Whom a page may ask. */
	readonly hosts = new Set([new URL(kontor.url).host]);
	/** While the network or the server is away on purpose, the console may say so. */
	outage = false;
	/** What the console may say: browsers log each refusal, also that of telling a stranger who they are, and that of a desk that is busy: the page comes again by itself. */
	readonly expected: RegExp[] = [/status of 401 .*\/api\/v1\/me\)$/, /status of 503 .*\/api\/v1\//];
	private readonly pages = new Map<string, Page>();

	/** Somebody sits down at a browser that nobody has used before. */
	async arrives(who: string, options: BrowserContextOptions = desktop): Promise<Page> {
		const context = await browser.newContext({ baseURL: kontor.url, reducedMotion: 'reduce', ...options });
		context.setDefaultTimeout(patienceMs);
		const page = await context.newPage();
		this.pages.set(who, page);
		this.listen(who, page);
		return page;
	}

	async leaves(page: Page): Promise<void> {
		for (const [who, open] of this.pages) if (open === page) this.pages.delete(who);
		await page.context().close();
	}

	async clear(): Promise<void> {
		await Promise.all([...this.pages.values()].map((page) => page.context().close()));
		this.pages.clear();
	}

	/** Pictures of all screens as they are now. */
	async photograph(journey: string): Promise<string[]> {
		const shots = [...this.pages].map(([who, page]) => photograph(page, `${journey}-${who}`));
		return (await Promise.allSettled(shots)).map((shot) => (shot.status === 'fulfilled' ? shot.value : String(shot.reason)));
	}

	private listen(who: string, page: Page): void {
		page.on('pageerror', (error) => this.faults.push(`${who}: ${error.stack ?? error.message}`));
		page.on('console', (message) => {
			if (message.type() !== 'error' || this.outage) return;
			const fault = `${message.text()} (${message.location().url})`;
			if (!this.expects(fault)) this.faults.push(`${who}: ${fault}`);
		});
		const asks = (address: string) => {
			const { protocol, host } = new URL(address);
			if (/^(http|ws)s?:$/.test(protocol) && !this.hosts.has(host)) this.faults.push(`${who}: asked a foreign host: ${address}`);
		};
		page.on('request', (request) => asks(request.url()));
		page.on('websocket', (socket) => asks(socket.url()));
	}

	private expects(fault: string): boolean {
		return this.expected.some((pattern) => pattern.test(fault));
	}
}

/** One journey. When it fails, there are pictures of every screen, and their paths stand in the error. */
export function journey(name: string, play: (stage: Stage) => Promise<void>, timeoutMs?: number): void {
	test(
		name,
		async () => {
			const stage = new Stage();
			try {
				await play(stage);
				expect(stage.faults, 'faults in the browsers').toEqual([]);
			} catch (cause) {
				const shots = await stage.photograph(name);
				const error = cause instanceof Error ? cause : new Error(String(cause));
				error.message += ['', ...stage.faults, ...shots.map((path) => `screenshot: ${path}`), `server log: ${kontor.place.log}`].join('\n  ');
				throw error;
			} finally {
				await stage.clear();
			}
		},
		timeoutMs
	);
}
