import { i18n, perLocale } from './i18n';

/** Times in the reader's language and zone. All take what the API sends (RFC 3339). */

type Moment = string | number | Date;

/** Dates as written in Europe: English here is British, with 24 hours and the day first. */
const region = () => (i18n.locale === 'en' ? 'en-GB' : i18n.locale);

const timeFormat = /* @__PURE__ */ perLocale((l) => new Intl.DateTimeFormat(l, { hour: '2-digit', minute: '2-digit' }));
const dayFormat = /* @__PURE__ */ perLocale((l) => new Intl.DateTimeFormat(l, { day: 'numeric', month: 'long' }));
const weekdayFormat = /* @__PURE__ */ perLocale((l) => new Intl.DateTimeFormat(l, { weekday: 'long', day: 'numeric', month: 'long' }));
const longDayFormat = /* @__PURE__ */ perLocale((l) => new Intl.DateTimeFormat(l, { day: 'numeric', month: 'long', year: 'numeric' }));
const fullFormat = /* @__PURE__ */ perLocale((l) => new Intl.DateTimeFormat(l, { dateStyle: 'full', timeStyle: 'short' }));
const relative = /* @__PURE__ */ perLocale((l) => new Intl.RelativeTimeFormat(l, { numeric: 'auto' }));
const minutes = /* @__PURE__ */ unitFormat('minute');
const hours = /* @__PURE__ */ unitFormat('hour');
const days = /* @__PURE__ */ unitFormat('day');

/** 10:52 */
export function clock(at: Moment): string {
	return timeFormat(region()).format(new Date(at));
}

/** Friday 14 March 2026 at 10:52, for titles of short times. */
export function fullTime(at: Moment): string {
	return fullFormat(region()).format(new Date(at));
}

/** today · yesterday · Tuesday 11 March · 11 March 2025 */
export function day(at: Moment, now: number = Date.now()): string {
	const past = daysBetween(at, now);
	const locale = region();
	if (past === 0 || past === 1) return relative(locale).format(-past, 'day');
	const date = new Date(at);
	return (date.getFullYear() === new Date(now).getFullYear() ? weekdayFormat : longDayFormat)(locale).format(date);
}

/** 10:52 today, otherwise with the day: yesterday 10:52 · 11 March 10:52 */
export function when(at: Moment, now: number = Date.now()): string {
	const past = daysBetween(at, now);
	if (past === 0) return clock(at);
	if (past === 1) return `${relative(region()).format(-1, 'day')} ${clock(at)}`;
	return `${dayFormat(region()).format(new Date(at))} ${clock(at)}`;
}

/** The day alone: 14 March 2026. */
export function date(at: Moment): string {
	return longDayFormat(region()).format(new Date(at));
}

/** How long ago or how long: 4 min · 3 hr · 2 days. Less than a minute counts as one. */
export function span(milliseconds: number): string {
	const n = Math.max(1, Math.round(milliseconds / 60_000));
	const [format, amount] = n < 60 ? [minutes, n] : n < 48 * 60 ? [hours, n / 60] : [days, n / 1440];
	return format(i18n.locale).format(Math.round(amount));
}

export function since(at: Moment, now: number = Date.now()): string {
	return span(now - new Date(at).getTime());
}

/** in 5 minutes · 2 hours ago */
export function ago(at: Moment, now: number = Date.now()): string {
	const n = Math.round((new Date(at).getTime() - now) / 60_000);
	const format = relative(region());
	if (Math.abs(n) < 60) return format.format(n, 'minute');
	if (Math.abs(n) < 48 * 60) return format.format(Math.round(n / 60), 'hour');
	return format.format(Math.round(n / 1440), 'day');
}

export function sameDay(a: Moment, b: Moment): boolean {
	return new Date(a).toDateString() === new Date(b).toDateString();
}

function unitFormat(unit: 'minute' | 'hour' | 'day') {
	return perLocale((l) => new Intl.NumberFormat(l, { style: 'unit', unit, unitDisplay: 'short' }));
}

function daysBetween(at: Moment, now: number): number {
	return Math.round((midnight(now) - midnight(at)) / 86_400_000);
}

function midnight(at: Moment): number {
	return new Date(at).setHours(0, 0, 0, 0);
}
