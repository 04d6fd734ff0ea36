/**
 * The page that shows us. It is not ours, so it learns only that we are there, whether we want to
 * be closed, and how many requests have something new; it tells us whether we are in sight.
 */
const parameters = new URLSearchParams(location.search);

export const host = {
	framed: window.parent !== window,
	origin: parameters.get('host') ?? '',
	topic: parameters.get('topic'),
	locale: parameters.get('locale'),
	colour: parameters.get('colour'),

	tell(message: { kontor: 'ready' | 'used' | 'close' } | { kontor: 'unread'; n: number }): void {
		if (host.framed && host.origin) window.parent.postMessage(message, host.origin);
	},

	/** Tells when the frame is shown and hidden. */
	onShown(listener: (shown: boolean) => void): void {
		addEventListener('message', ({ source, origin, data }) => {
			if (source === window.parent && origin === host.origin && typeof data?.kontor === 'boolean') listener(data.kontor);
		});
	}
};
