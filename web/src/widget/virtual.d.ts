declare module 'virtual:widget-messages' {
	/** The addresses of each language's catalogues, the words of the parts in the second; made by scripts/widget-messages.ts. */
	const addresses: Record<import('$core/types').Locale, [first: string, later: string]>;
	export default addresses;
}

declare module 'virtual:attach-messages' {
	type Word = 'attach' | 'remove' | 'progress' | 'too_large' | 'too_many' | 'empty' | 'refused' | `kind.${string}`;
	/** What is said of files, by language; made by scripts/attach-messages.ts. */
	const words: Record<import('$core/types').Locale, Record<Word, string>>;
	export default words;
}
