import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

const server = process.env.KONTOR_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
	plugins: [sveltekit()],
	server: { proxy: { '/api': { target: server, ws: true }, '/widget': server, '/demo': server } },
	build: { target: 'es2022' },
	test: { include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 60_000 } // what hangs; beside others a test may take its time
});
