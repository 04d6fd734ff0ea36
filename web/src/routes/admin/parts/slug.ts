const letters: Record<string, string> = { æ: 'ae', ø: 'o', ß: 'ss', ł: 'l', đ: 'd' };

/** A short id made of a name: "Børn & bibliotek" becomes "born-bibliotek". Empty where nothing of it is a letter. */
export function slug(name: string): string {
	return name
		.toLowerCase()
		.replace(/[æøßłđ]/g, (letter) => letters[letter] ?? '')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 40)
		.replace(/^-+|-+$/g, '');
}
