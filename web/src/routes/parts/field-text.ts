import { Problem } from '$core/http';
import { i18n, t, tryT } from '$core/i18n.svelte';

/** What the server says about fields, by the shape of its English sentence. */
const known: [RegExp, string][] = [
	[/^is (missing|empty)|holds no name/, 'missing'],
	[/not an e-mail/, 'email'],
	[/not a phone/, 'phone'],
	[/needs at least (?<n>\d+) characters/, 'too_short'],
	[/more than (?<n>\d+) characters/, 'too_long'],
	[/too long/, 'too_long_somehow'],
	[/has more than (?<n>\d+)/, 'too_many'],
	[/in use/, 'taken'],
	[/signs you in/, 'login'],
	[/last admin/, 'last_admin'],
	[/cannot be shown|valid UTF-8|NUL/, 'characters'],
	[/a-z|a–z/, 'slug'],
	[/does not exist/, 'gone'],
	[/has no staff/, 'no_staff'],
	[/has no room/, 'no_room'],
	[/takes all the time/, 'no_time'],
	[/^names a (field|value) that/, 'rule']
];

/**
 * What is wrong with a field, in the reader's language. A member of a list counts for the list (`phones[1]` for
 * `phones`). A sentence we do not know is shown as it is to English readers; others are asked to check the field.
 */
export function fieldText(cause: unknown, field: string): string | undefined {
	if (!(cause instanceof Problem)) return undefined;
	const message = cause.fields[field] ?? Object.entries(cause.fields).find(([name]) => name.startsWith(`${field}[`))?.[1];
	return message === undefined ? undefined : inOurWords(message);
}

/** True where the problem says which fields it is about, so that a notice is not needed as well. */
export function isAboutFields(cause: unknown): cause is Problem {
	return cause instanceof Problem && Object.keys(cause.fields).length > 0;
}

function inOurWords(message: string): string {
	for (const [shape, name] of known) {
		const match = shape.exec(message);
		const text = match && tryT(`portal.field.${name}`, { n: Number(match.groups?.n ?? 0) });
		if (text) return text;
	}
	const range = /^must be (.+) to (.+)$/.exec(message);
	const [from, to] = [amount(range?.[1]), amount(range?.[2])];
	if (from && to) return t('portal.field.range', { from, to });
	return i18n.locale === 'en' ? sentence(message) : t('portal.field.check');
}

/** "10 seconds" or "50" as one says it in the reader's language. */
function amount(words = ''): string | undefined {
	const match = /^(\d+|a)(?: (second|minute|hour|day)s?)?$/.exec(words);
	if (!match) return undefined;
	const n = match[1] === 'a' ? 1 : Number(match[1]);
	return new Intl.NumberFormat(i18n.locale, match[2] ? { style: 'unit', unit: match[2], unitDisplay: 'long' } : {}).format(n);
}

function sentence(message: string): string {
	return message.charAt(0).toUpperCase() + message.slice(1) + (/[.!?]$/.test(message) ? '' : '.');
}
