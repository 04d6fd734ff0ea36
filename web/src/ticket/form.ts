import { i18n, t } from '$core/i18n';
import { date } from '$core/time';
import type { AskedField, FilledField } from '$core/types';
import { keepDraft, readDraft } from './draft';

/** What is filled in, by the key of each field. */
export type Filled = Record<string, string>;

export const longest = { text: 200, long: 1000 };

const decimal = /^-?\d{1,15}(\.\d{1,6})?$/;

/** What keeps a field from being sent; the server says the same. */
export function wrongIn(field: AskedField, filled: Filled): 'missing' | 'number' | undefined {
	const value = valueOf(field, filled);
	if (!value) return field.required ? 'missing' : undefined;
	return field.kind === 'number' && !decimal.test(value) ? 'number' : undefined;
}

/** What is sent: what the form asks for and holds something. */
export function given(form: AskedField[], filled: Filled): Filled {
	return Object.fromEntries(form.map((field) => [field.key, valueOf(field, filled)]).filter(([, value]) => value));
}

/** Numbers are written with a comma in most of our languages. */
function valueOf({ key, kind }: AskedField, filled: Filled): string {
	const value = (filled[key] ?? '').trim();
	return kind === 'number' ? value.replace(',', '.') : value;
}

/** A question with what experts will read of the form beside it, in the customer's own words. */
export function withWords(text: string, form: AskedField[], filled: Filled): string {
	const own = form.filter(({ kind, staff_only }) => !staff_only && kind !== 'choice' && kind !== 'yes_no');
	return [text, ...Object.values(given(own, filled))].join('\n\n');
}

/** The options of a field that is chosen from, and that nothing is chosen. */
export function choices({ kind, options }: AskedField): { value: string; label: string }[] {
	const all = kind === 'yes_no' ? (['yes', 'no'] as const).map((value) => ({ value, label: t(`ticket.form.${value}`) })) : (options ?? []).map(({ key, label }) => ({ value: key, label }));
	return [{ value: '', label: t('ticket.form.choose') }, ...all];
}

/** The draft of a form; fields of the same name in other topics find theirs in it. */
export function readFilled(draft: string): Filled {
	try {
		return JSON.parse(readDraft(`${draft}.form`)) as Filled;
	} catch {
		return {};
	}
}

export function keepFilled(draft: string, filled: Filled): void {
	const some = Object.entries(filled).filter(([, value]) => value.trim());
	keepDraft(`${draft}.form`, some.length ? JSON.stringify(Object.fromEntries(some)) : '');
}

/** A value as it reads in the reader's language. */
export function asRead({ kind, value, text }: FilledField): string {
	if (kind === 'yes_no' && (value === 'yes' || value === 'no')) return t(`ticket.form.${value}`);
	if (kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) return date(`${value}T00:00`);
	if (kind === 'number') return value.replace('.', (1.5).toLocaleString(i18n.locale).charAt(1)); // exact, however many digits
	return text;
}
