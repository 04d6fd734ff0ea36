import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { Program } from './api';
export default async function setup(project: TestProject) {
	const evidence = mkdtempSync(join(tmpdir(), 'kontor-e2e-'));
	const browser = await chromium.launchServer({ executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic', '--no-first-run'] });
	await Promise.all(['customer', 'expert', 'magpie', 'staff', 'admin'].map(async (name) => (await Program.of(`${name}@example.org`, 18473)).reads('en')));
	project.provide('kontor', { data: '', log: '/tmp/kontor/m/webdemo.log', port: 18473 });
	project.provide('browser', browser.wsEndpoint());
	project.provide('evidence', evidence);
	return () => browser.close();
}
