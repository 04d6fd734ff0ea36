/** A file on its way with a message. Its id is made here and is the same however often it is sent. */
export interface OutgoingFile {
	id: string;
	name: string;
	size: number;
	blob: Blob;
}

/** What the server takes. */
export const maxFiles = 10;
export const maxFileBytes = 10 * 1024 * 1024;

/** 812 byte · 34 kB · 1.2 MB, in a language. */
export function fileSize(bytes: number, locale: string): string {
	const [unit, n] = bytes < 1000 ? (['byte', bytes] as const) : bytes < 1_000_000 ? (['kilobyte', bytes / 1000] as const) : (['megabyte', bytes / 1_000_000] as const);
	return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: n < 10 && unit === 'megabyte' ? 1 : 0 }).format(n);
}
