import { fileSize as sized } from '$core/files';
import { i18n } from '$core/i18n';

/** How large a file is, in the reader's language. */
export function fileSize(bytes: number): string {
	return sized(bytes, i18n.locale);
}
