import { createSubscriber } from 'svelte/reactivity';
import { i18n } from './i18n';

/** i18n for Svelte: reading a text or the language subscribes to changes of the language. */
i18n.onRead = createSubscriber((update) => i18n.subscribe(update));

export * from './i18n';
