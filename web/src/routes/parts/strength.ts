export const passwordMin = 8;
export type Strength = 'short' | 'weak' | 'fair' | 'good';

/** A hint while somebody types, no judgement: length counts most, repetition and the usual suspects count for nothing. */
export function strength(password: string, known: string[] = []): Strength {
	const length = [...password].length;
	if (length < passwordMin) return 'short';
	if (isUsual(password) || known.some((word) => word.length > 2 && password.toLowerCase().includes(word.toLowerCase()))) return 'weak';
	const worth = new Set(password.toLowerCase()).size + kinds(password) * 2 + length;
	if (worth < 22) return 'weak';
	return worth < 32 ? 'fair' : 'good';
}

function kinds(password: string): number {
	return [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
}

function isUsual(password: string): boolean {
	return /^(.)\1+$/u.test(password) || /(password|passwor[dt]|kodeord|adgangskode|haslo|hasło|jelszo|jelszó|qwert|12345|abcde|letmein|welcome)/i.test(password);
}
