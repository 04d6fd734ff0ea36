/** What deals with files is a build of its own (attach.ts). Without it one can still write. */
const address = '/widget/attach.js';

export const files = (): Promise<typeof import('./attach') | void> => import(/* @vite-ignore */ address).catch(() => {});
