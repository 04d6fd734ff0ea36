import { i18n } from '$core/i18n';

/** 812 B · 34 kB · 1.2 MB, in the reader's language. */
export function fileSize(bytes: number): string {
	const [unit, n] = bytes < 1000 ? (['byte', bytes] as const) : bytes < 1_000_000 ? (['kilobyte', bytes / 1000] as const) : (['megabyte', bytes / 1_000_000] as const);
	return new Intl.NumberFormat(i18n.locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: n < 10 && unit === 'megabyte' ? 1 : 0 }).format(n);
}
