import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { Program } from './api';
import { Kontor, type Place } from './kontor';

/** Builds up before the first journey what all of them share, and clears it away after the last. */

declare module 'vitest' {
	interface ProvidedContext {
		kontor: Place;
		/** Where Chromium listens. */
		browser: string;
		/** A folder for what is worth looking at after a failure. */
		evidence: string;
	}
}

/** The demo is Danish; the journeys are told in English. */
const everybody = ['customer', 'expert', 'magpie', 'badger', 'staff', 'krag', 'admin'];
const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run'];

export default async function setup(project: TestProject) {
	const evidence = mkdtempSync(join(tmpdir(), 'kontor-e2e-'));
	const kontor = await Kontor.make(join(evidence, 'kontor.log'));
	// A run that is broken off leaves nothing behind either.
	process.once('exit', () => kontor.abandon());
	const [, browser] = await Promise.all([kontor.start(), chromium.launchServer({ executablePath: chromiumPath(), args: quiet })]);
	await Promise.all(everybody.map(async (name) => (await Program.of(`${name}@example.org`, kontor.place.port)).reads('en')));
	project.provide('kontor', kontor.place);
	project.provide('browser', browser.wsEndpoint());
	project.provide('evidence', evidence);

	return async () => {
		await browser.close();
		await kontor.remove();
		if (readdirSync(evidence).every((name) => name.startsWith('kontor.'))) rmSync(evidence, { recursive: true });
	};
}

function chromiumPath(): string {
	const path = process.env.CHROMIUM ?? usual.find((candidate) => existsSync(candidate));
	if (!path) throw new Error('there is no Chromium; install it, or set CHROMIUM to its path');
	return path;
}
