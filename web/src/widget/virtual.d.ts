declare module 'virtual:widget-messages' {
	/** The address of each language's catalogue; made by scripts/widget-messages.ts. */
	const addresses: Record<import('$core/types').Locale, string>;
	export default addresses;
}
