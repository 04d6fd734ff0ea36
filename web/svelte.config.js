import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ pages: 'dist', assets: 'dist', fallback: 'index.html', strict: true }),
		alias: { $core: 'src/core', $ui: 'src/ui', $ticket: 'src/ticket', $messages: 'messages' },
		// Static pages cannot carry nonces, so scripts are allowed by hash. Styles set
		// from scripts go through the CSSOM; `style` attributes are allowed for bits-ui.
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				'style-src': ['self'],
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'manifest-src': ['self'],
				'frame-src': ['self'],
				'form-action': ['self'],
				'base-uri': ['none']
			}
		}
	},
	// node_modules are compiled as their authors wrote them (bits-ui decides on runes itself).
	vitePlugin: { dynamicCompileOptions: ({ filename }) => (filename.includes('node_modules') ? { runes: undefined } : undefined) }
};
