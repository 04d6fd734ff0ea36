import { defineConfig } from 'vitest/config';
export default defineConfig({ test: { include: ['e2e/**/*.e2e.ts'], globalSetup: 'e2e/house-mine.ts', environment: 'node', fileParallelism: false, maxWorkers: 1, testTimeout: 90_000, hookTimeout: 180_000, reporters: ['verbose'] } });
