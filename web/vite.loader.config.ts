import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (p: string) => fileURLToPath(new URL(p, import.meta.url));

/** The loader that a page includes: one classic script without imports. */
export default defineConfig({
	publicDir: false,
	build: {
		target: 'es2020',
		outDir: path('./dist'),
		emptyOutDir: false,
		lib: { entry: path('./src/widget/loader.ts'), formats: ['iife'], name: 'KontorLoader', fileName: () => 'widget.js' }
	}
});
