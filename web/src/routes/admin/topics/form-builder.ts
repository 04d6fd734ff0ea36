import type { FieldOption, FormField, Locale } from '$core/types';
import { slug } from '../parts/slug';

/** A topic's form as an admin builds it: every part is there, if empty. */
export type BuiltField = Required<FormField>;
type Labelled = { key: string; labels: Partial<Record<Locale, string>> };

export const mostFields = 12;
export const mostOptions = 20;

export const newOption = (): FieldOption => ({ key: '', labels: {} });
export const newField = (): BuiltField => ({ key: '', kind: 'text', labels: {}, hints: {}, options: [], required: false, staff_only: false });

/** The builder's own copy of what the server has. */
export function built(form: FormField[]): BuiltField[] {
	return form.map((field) => ({
		...newField(),
		...field,
		labels: { ...field.labels },
		hints: { ...field.hints },
		options: (field.options ?? []).map((option) => ({ ...option, labels: { ...option.labels } }))
	}));
}

/** What is sent: words that are there, options of choices only, and a key for everything. */
export function sent(form: BuiltField[]): FormField[] {
	nameAll(form);
	return form.map((field) => {
		if (field.kind === 'choice') nameAll(field.options);
		const options = field.kind === 'choice' ? field.options.map((option) => ({ ...option, labels: words(option.labels) })) : [];
		return { ...field, labels: words(field.labels), hints: words(field.hints), options };
	});
}

/** Gives a key to what has a name and no key yet. From then on it stays: tickets keep what is filled in by it. */
export function nameAll(list: Labelled[]): void {
	for (const one of list) one.key ||= freeKey(nameOf(one), list);
}

function freeKey(name: string, list: Labelled[]): string {
	if (!name) return '';
	const key = slug(name) || 'field';
	let free = key;
	for (let n = 2; list.some((one) => one.key === free); n++) free = `${key.slice(0, 36)}-${n}`;
	return free;
}

/** What it is called, in the wanted language or another. */
export function nameOf({ labels }: Labelled, locale?: Locale): string {
	return (locale && labels[locale]?.trim()) || Object.values(labels).find((text) => text?.trim())?.trim() || '';
}

/** Moves one a place up or down, in place. */
export function move<T>(list: T[], index: number, by: 1 | -1): void {
	const [one] = list.splice(index, 1);
	if (one !== undefined) list.splice(index + by, 0, one);
}

/** Of fields that rules may look at: experts get their values. */
export const ruled = (form: BuiltField[]) => form.filter((field) => field.key && !field.staff_only);

function words(texts: Partial<Record<Locale, string>>): Partial<Record<Locale, string>> {
	return Object.fromEntries(Object.entries(texts).map(([locale, text]) => [locale, text.trim()]).filter(([, text]) => text));
}
