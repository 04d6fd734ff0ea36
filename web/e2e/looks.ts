import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { photograph } from './evidence';

/** What every page owes everybody, however it is looked at. */

type Results = Awaited<ReturnType<AxeBuilder['analyze']>>;

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** No violation of WCAG 2.2 A and AA that a machine can find in the page, or in the part of it that has come last. */
export async function isAccessible(page: Page, where: string, part?: string): Promise<void> {
	await report(page, await examine(page, { type: 'tag', values: standards }, part), where);
}

/** Where nothing but the colours has changed: only they get another look. */
export async function isReadable(page: Page, where: string, part?: string): Promise<void> {
	await report(page, await examine(page, { type: 'rule', values: ['color-contrast'] }, part), where);
}

/** What is found is looked at twice: on a busy machine the browser may not have repainted all of a page in its new colours. */
async function examine(page: Page, runOnly: Rules, part = 'html'): Promise<Results> {
	const first = await look(page, runOnly, part);
	return first.violations.length ? look(page, runOnly, part) : first;
}

interface Rules {
	type: 'tag' | 'rule';
	values: string[];
}

async function look(page: Page, runOnly: Rules, part: string): Promise<Results> {
	await isStill(page);
	const options = { runOnly, resultTypes: ['violations' as const] };
	// The builder brings axe into the page; as long as that stays, asking it directly takes a third of the time.
	if (await page.evaluate(() => 'axe' in window))
		return page.evaluate(([context, wanted]) => (window as unknown as { axe: { run(context: string, options: object): Promise<Results> } }).axe.run(context, wanted), [part, options] as const);
	// Legacy only means: without a second page for frames of other hosts, of which we have none.
	return new AxeBuilder({ page }).options(options).include(part).setLegacyMode(true).analyze();
}

async function report(page: Page, { violations }: Results, where: string): Promise<void> {
	const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.any[0]?.message ?? node.failureSummary}`));
	if (found.length) found.push(`screenshot: ${await photograph(page, where)}`);
	expect.soft(found, `${where}: accessibility`).toEqual([]);
}

/** Nobody has to push a page sideways to read it. */
export async function fitsItsWidth(page: Page, where: string): Promise<void> {
	await isStill(page);
	const { wide, room } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: document.documentElement.clientWidth }));
	const shot = wide > room ? `, screenshot: ${await photograph(page, where)}` : '';
	expect.soft(wide, `${where}: width${shot}`).toBeLessThanOrEqual(room);
}

/** Colours and places are final: what moves has arrived and is painted. */
export async function isStill(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
		for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
	});
}
