/** The page's own colour instead of the house colour: #rgb or #rrggbb, with ink that can be read on it. */
export function colours(wish: string | null | undefined): { fill: string; ink: string } | null {
	const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(wish ?? '')?.[1];
	if (!hex) return null;
	const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
	const [r, g, b] = [0, 2, 4].map((i) => parseInt(full.slice(i, i + 2), 16)) as [number, number, number];
	// Brightness as the eye weighs it; above the middle dark ink reads better.
	return { fill: '#' + full, ink: r * 0.299 + g * 0.587 + b * 0.114 > 145 ? '#10181b' : '#ffffff' };
}

export function brand(wish: string | null): void {
	const found = colours(wish);
	if (!found) return;
	const { style, dataset } = document.documentElement;
	style.setProperty('--brand', found.fill);
	style.setProperty('--brand-ink', found.ink);
	dataset.brand = '';
}
