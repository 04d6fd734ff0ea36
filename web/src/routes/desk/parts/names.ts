import { i18n, perLocale, tryT } from '$core/i18n.svelte';

const languages = perLocale((locale) => new Intl.DisplayNames([locale], { type: 'language' }));

/** The name of a language in the reader's language: "da" is Danish, or dansk. */
export function languageName(code: string): string {
	return languages(i18n.locale).of(code) ?? code;
}

export function channelName(channel: string): string {
	return tryT(`desk.channel.${channel}`) ?? channel;
}
