import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { oneStart, plainImports } from './scripts/one-start.ts';
import { widgetMessages } from './scripts/widget-messages.ts';

const path = (p: string) => fileURLToPath(new URL(p, import.meta.url));
const server = process.env.KONTOR_URL ?? 'http://127.0.0.1:8080';

/** The chat inside the frame: its own small build (Preact: see docs/architecture.md), without the kit. */
export default defineConfig({
	root: path('./src/widget'),
	base: '/widget/',
	plugins: [widgetMessages(), plainImports()],
	oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' }, jsxInject: "import { h, Fragment } from 'preact'" },
	resolve: {
		alias: { $core: path('./src/core'), $ticket: path('./src/ticket'), $ui: path('./src/ui'), $messages: path('./messages') }
	},
	server: { port: 5174, proxy: { '/api': { target: server, ws: true } } },
	build: {
		target: 'es2022',
		outDir: path('./dist/widget'),
		emptyOutDir: true,
		assetsInlineLimit: 0,
		modulePreload: false,
		cssCodeSplit: false,
		rolldownOptions: { output: { codeSplitting: oneStart } }
	}
});
