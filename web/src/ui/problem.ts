import { Problem } from '$core/http';
import { t, tryT } from '$core/i18n.svelte';

/** What went wrong, in the reader's language. Details of the server (English) are shown only for invalid input and conflicts. */
export function problemText(cause: unknown): string {
	if (!(cause instanceof Problem)) return t('common.problem.internal');
	const text = tryT(`common.problem.${cause.code}`) ?? t('common.problem.internal');
	return cause.code === 'internal' && cause.request ? `${text} (${cause.request})` : text;
}

/** The message of one field of a form, translated where we know it. */
export function fieldError(cause: unknown, field: string): string | undefined {
	return cause instanceof Problem ? cause.fields[field] : undefined;
}
