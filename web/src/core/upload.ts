/** Sends one file, telling how much of it is on its way. XMLHttpRequest, since fetch says nothing before the end. */

export interface UploadOptions {
	headers: Record<string, string>;
	file: Blob;
	name: string;
	signal?: AbortSignal;
	/** From 0 to 1. */
	progress?: (share: number) => void;
}

/** A line that carries nothing for so long is dead. */
const silentMs = 30_000;

/** Answers what the server says; rejects with AbortError where `signal` fired, and with TypeError where nothing came through. */
export function upload(url: string, { headers, file, name, signal, progress }: UploadOptions): Promise<Response> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		let silent: ReturnType<typeof setTimeout>;
		const alive = () => (clearTimeout(silent), (silent = setTimeout(() => request.abort(), silentMs)));
		const stop = () => request.abort();
		request.open('PUT', url);
		for (const [header, value] of Object.entries({ ...headers, 'Content-Type': 'application/octet-stream', 'Content-Disposition': disposition(name) })) request.setRequestHeader(header, value);
		request.upload.onprogress = ({ loaded, total }) => (alive(), progress?.(total ? loaded / total : 0));
		request.onload = () => resolve(answer(request));
		request.onerror = () => reject(new TypeError('The file did not come through.'));
		request.onabort = () => reject(signal?.aborted ? new DOMException('The upload was called off.', 'AbortError') : new TypeError('The line went dead.'));
		request.onloadend = () => (clearTimeout(silent), signal?.removeEventListener('abort', stop));
		signal?.addEventListener('abort', stop);
		alive();
		request.send(file);
		if (signal?.aborted) stop();
	});
}

function answer(request: XMLHttpRequest): Response {
	const headers = new Headers();
	const retryAfter = request.getResponseHeader('Retry-After');
	if (retryAfter) headers.set('Retry-After', retryAfter);
	return new Response(request.responseText, { status: request.status, headers });
}

/** RFC 6266; everything but letters and digits is written in bytes (RFC 8187). */
export function disposition(name: string): string {
	return `attachment; filename*=UTF-8''${encodeURIComponent(name.replace(/\p{Surrogate}/gu, '')).replace(/['()*!]/g, (c) => '%' + c.charCodeAt(0).toString(16))}`;
}
