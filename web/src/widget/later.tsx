import type { ComponentProps, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Problem } from '$core/http';
import { Loading, Trouble } from './states';
import { wholeWords } from './words';

type Parts = typeof import('./parts');

let parts: Parts | undefined;

/** Brings the parts and their words, once. */
export async function fetchParts(): Promise<void> {
	const [code] = await Promise.all([import('./parts'), wholeWords()]);
	parts = code;
}

/** A part that is fetched when it is first shown. A quiet one is nothing until then. */
export function Later<P extends keyof Parts>({ part, quiet, ...props }: { part: P; quiet?: true } & ComponentProps<Parts[P]>) {
	const [, drawn] = useState(0);
	const [away, setAway] = useState(false);
	useEffect(() => {
		if (!parts) fetchParts().then(() => drawn(1), () => setAway(true));
	}, [away]);

	if (parts) {
		const Part = parts[part] as FunctionComponent<object>;
		return <Part {...props} />;
	}
	if (quiet) return null;
	return away ? <Trouble cause={new Problem('offline', '')} onRetry={() => startAnew().catch(() => setAway(false))} /> : <Loading />;
}

/** Where the server answers, what is missing is of another version than this page. */
async function startAnew(): Promise<void> {
	await fetch(location.href);
	location.reload();
}
