import { i18n, t } from './i18n.svelte';

/** Amounts travel in the smallest unit (cents, or whole points) and are shown in the reader's language. */

export const points = 'points';

/** The currencies of ISO 4217 that this browser knows. */
export function currencies(): string[] {
	return Intl.supportedValuesOf('currency');
}

/** How many decimals a unit has: 2 for most currencies, none for points. */
export function places(unit: string): number {
	if (unit === points) return 0;
	try {
		return new Intl.NumberFormat('en', { style: 'currency', currency: unit }).resolvedOptions().maximumFractionDigits ?? 2;
	} catch {
		return 2;
	}
}

/** 12,50 € · 3 points. With `sign` a plus stands before what is more than nothing. */
export function money(amount: number, unit: string, sign = false): string {
	const signDisplay = sign ? 'exceptZero' : 'auto';
	if (unit === points) return t('rewards.points', { n: amount, amount: new Intl.NumberFormat(i18n.locale, { signDisplay }).format(amount) });
	return new Intl.NumberFormat(i18n.locale, { style: 'currency', currency: unit, signDisplay }).format(amount / 10 ** places(unit));
}

/** What somebody typed ("12,50", "1200") in the smallest unit; undefined where it is no amount. */
export function amountOf(text: string, unit: string): number | undefined {
	const match = /^([-+−]?)\s*(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim().replaceAll(/[\s\u00a0\u202f']/g, ''));
	const decimals = match?.[3] ?? '';
	if (!match || decimals.length > places(unit)) return undefined;
	const amount = Number(match[2] + decimals.padEnd(places(unit), '0'));
	return match[1] === '-' || match[1] === '−' ? -amount : amount;
}

/** An amount as one would type it. */
export function typed(amount: number, unit: string): string {
	return (amount / 10 ** places(unit)).toFixed(places(unit));
}

/** November 2026, of 2026-11. */
export function monthName(month: string): string {
	return new Intl.DateTimeFormat(i18n.locale === 'en' ? 'en-GB' : i18n.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-15T00:00:00Z`));
}
