import { defineConfig } from 'vitest/config';

/** These change what everybody meets (the server's life, the organisation's rules) or count on what nobody else changes. */
const alone = ['restart', 'privacy', 'pages'].map((name) => `e2e/${name}.e2e.ts`);

/** Only what hangs takes so long: a busy machine must not fail anybody. */
const patience = { environment: 'node' as const, testTimeout: 300_000, hookTimeout: 300_000, teardownTimeout: 60_000, expect: { poll: { timeout: 60_000 } } };

/** The browser journeys: one Kontor, one Chromium; first those that do not meet, three at a time since each waits a lot, then one after the other. */
export default defineConfig({
	test: {
		globalSetup: 'e2e/house.ts',
		teardownTimeout: patience.teardownTimeout,
		reporters: ['verbose'],
		projects: [
			{ test: { ...patience, name: 'together', include: ['e2e/**/*.e2e.ts'], exclude: alone, maxWorkers: 3, sequence: { groupOrder: 0 } } },
			{ test: { ...patience, name: 'alone', include: alone, fileParallelism: false, maxWorkers: 1, sequence: { groupOrder: 1 } } }
		]
	}
});
