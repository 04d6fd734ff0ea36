import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';

/** Puts a picture of the screen where a failed run keeps what is worth looking at; answers its path. */
export async function photograph(page: Page, name: string): Promise<string> {
	const path = join(inject('evidence'), `${name.replace(/[^\w.]+/g, '-')}.png`);
	await page.screenshot({ path, timeout: 5_000 });
	return path;
}
