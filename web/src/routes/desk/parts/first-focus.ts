/** Puts the focus of a dialog where one begins; a dialog by itself starts at its close button. */
export function firstFocus(node: HTMLElement): () => void {
	const timer = setTimeout(() => node.focus(), 20);
	return () => clearTimeout(timer);
}
