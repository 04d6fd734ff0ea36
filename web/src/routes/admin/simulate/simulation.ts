import { i18n } from '$core/i18n.svelte';
import { span } from '$core/time';
import type { Simulation } from '$core/types';

type Result = Simulation['now'];

/** What can be changed of a policy, with the labels of the topic's form. */
export const changeable: { field: string; label: 'admin.topics.wave' | 'admin.topics.waves' | 'admin.topics.offer' | 'admin.topics.take' | 'admin.topics.head_start' | 'admin.topics.first_reply' | 'admin.topics.newcomers' | 'admin.topics.releases' | 'admin.learned.percent'; seconds?: true }[] = [
	{ field: 'wave_size', label: 'admin.topics.wave' },
	{ field: 'waves', label: 'admin.topics.waves' },
	{ field: 'offer_seconds', label: 'admin.topics.offer', seconds: true },
	{ field: 'take_within_seconds', label: 'admin.topics.take', seconds: true },
	{ field: 'head_start_seconds', label: 'admin.topics.head_start', seconds: true },
	{ field: 'first_reply_seconds', label: 'admin.topics.first_reply', seconds: true },
	{ field: 'newcomers_percent', label: 'admin.topics.newcomers' },
	{ field: 'max_releases', label: 'admin.topics.releases' },
	{ field: 'min_chance_percent', label: 'admin.learned.percent' }
];

/** A form in which nothing is changed. */
export function unchanged(): Record<string, number | string> {
	return Object.fromEntries(changeable.map(({ field }) => [field, '']));
}

/** The fields that somebody filled in; the others stay as they are. */
export function numbersOf(form: Record<string, number | string | null>): Record<string, number> {
	const filled = Object.entries(form).filter(([, value]) => value !== '' && value !== null && value !== undefined && Number.isFinite(Number(value)));
	return Object.fromEntries(filled.map(([name, value]) => [name, Number(value)]));
}

type Name = 'tickets' | 'by_experts' | 'first_reply' | 'first_reply_p90' | 'solved' | 'solved_p90' | 'offers' | 'load' | 'newcomers' | 'same' | 'staff_busy' | 'cost';

interface Row {
	name: Name;
	cell: (r: Result) => string;
	/** True where the first of two is clearly better. */
	better?: (a: Result, b: Result) => boolean;
}

const number = (n: number, decimals: number) => n.toLocaleString(i18n.locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
const percent = (share: number) => `${number(100 * share, 1)} %`;
const time = (seconds: number) => (seconds < 90 ? `${Math.round(seconds)} s` : span(seconds * 1000));
const solvedShare = (r: Result) => (r.tickets ? r.by_experts / r.tickets : 0);
const less = (of: (r: Result) => number) => (a: Result, b: Result) => of(a) < of(b) * 0.95;
const more = (of: (r: Result) => number) => (a: Result, b: Result) => of(a) > of(b) * 1.05;

/** What is compared. Differences below a twentieth are not called better. */
export const rows: Row[] = [
	{ name: 'tickets', cell: (r) => number(r.tickets, 0) },
	{ name: 'by_experts', cell: (r) => percent(solvedShare(r)), better: more(solvedShare) },
	{ name: 'first_reply', cell: (r) => time(r.first_reply.median), better: less((r) => r.first_reply.median) },
	{ name: 'first_reply_p90', cell: (r) => time(r.first_reply.p90), better: less((r) => r.first_reply.p90) },
	{ name: 'solved', cell: (r) => time(r.solved.median), better: less((r) => r.solved.median) },
	{ name: 'solved_p90', cell: (r) => time(r.solved.p90), better: less((r) => r.solved.p90) },
	{ name: 'offers', cell: (r) => number(r.offers, 1), better: less((r) => r.offers) },
	{ name: 'load', cell: (r) => `${r.experts.least} / ${r.experts.median} / ${r.experts.most}` },
	{ name: 'newcomers', cell: (r) => percent(r.newcomers) },
	{ name: 'same', cell: (r) => percent(r.same), better: more((r) => r.same) },
	{ name: 'staff_busy', cell: (r) => percent(r.staff_busy), better: less((r) => r.staff_busy) },
	{ name: 'cost', cell: (r) => new Intl.NumberFormat(i18n.locale, { style: 'currency', currency: r.currency, maximumFractionDigits: 0 }).format(r.cost), better: less((r) => r.cost) }
];
