import type { Http } from './http';
import type { Masked, Ticket } from './types';

/** The calls of somebody who takes care of what others read. Apart from api.ts, so that the widget fetches them when they are needed. */
export function createMaskingApi(http: Http) {
	return {
		/** Says that an entry shows too much: it is hidden from others at once. */
		leak: (number: number, entry: string, note = '') => http.post<Ticket>(`/tickets/${number}/leak`, { entry, note }),
		/** How others would read a text. Nothing is kept. */
		preview: (text: string, who: { name?: string; email?: string } = {}, signal?: AbortSignal) => http.post<Masked>('/mask', { text, ...who }, signal)
	};
}
