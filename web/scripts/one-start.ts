import type { CodeSplittingOptions, ModuleInfo } from 'rolldown';
import type { Plugin } from 'vite';

/** All that the page needs to start, in one chunk: by itself the bundler would set apart what it shares with what is fetched later. */
export const oneStart: CodeSplittingOptions = {
	includeDependenciesRecursively: false,
	groups: [{ name: (id, graph) => (starts(id, graph) ? 'start' : null) }]
};

interface Graph {
	getModuleInfo(id: string): ModuleInfo | null;
}

/** True for what the page imports, itself or through others. */
function starts(id: string, graph: Graph, seen = new Set<string>()): boolean {
	if (seen.has(id)) return false;
	seen.add(id);
	const module = graph.getModuleInfo(id);
	return !!module && (module.isEntry || module.importers.some((importer) => starts(importer, graph, seen)));
}

/** A dynamic import as it is written: what the build tool puts around it brings styles and preloads, which we have none of. */
export function plainImports(): Plugin {
	const helper = /vite\/preload-helper/;
	return {
		name: 'kontor:plain-imports',
		apply: 'build',
		enforce: 'pre',
		resolveId: (id) => (helper.test(id) ? id : undefined),
		load: (id) => (helper.test(id) ? 'export const __vitePreload = (load) => load();' : undefined)
	};
}
