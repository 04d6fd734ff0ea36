import { defineConfig } from 'vitest/config';

/** The browser journeys: one Kontor, one Chromium, one journey after the other. */
export default defineConfig({
	test: {
		include: ['e2e/**/*.e2e.ts'],
		globalSetup: 'e2e/house.ts',
		environment: 'node',
		fileParallelism: false,
		maxWorkers: 1,
		testTimeout: 90_000,
		hookTimeout: 180_000,
		teardownTimeout: 30_000,
		reporters: ['verbose']
	}
});
