import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { attachMessages } from './scripts/attach-messages.ts';

const path = (p: string) => fileURLToPath(new URL(p, import.meta.url));

/** What the widget fetches when a chat is open: files. It shares nothing with the frame's own script, which would be split for it. */
export default defineConfig({
	publicDir: false,
	plugins: [attachMessages()],
	resolve: { alias: { $core: path('./src/core'), $ticket: path('./src/ticket') } },
	build: {
		target: 'es2022',
		outDir: path('./dist/widget'),
		emptyOutDir: false,
		lib: { entry: path('./src/widget/attach.ts'), formats: ['es'], fileName: () => 'attach.js' }
	}
});
