import { MediaQuery } from 'svelte/reactivity';

/** One thing at a time: list, then ticket, then details. The same widths stand in the styles. */
export const phone = new MediaQuery('max-width: 759px');
