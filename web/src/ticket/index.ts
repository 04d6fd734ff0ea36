export { actions, actionsFor, primaryAction, type Action, type ActionContext, type Questions } from './actions';
export { default as Attachments } from './Attachments.svelte';
export { default as Composer } from './Composer.svelte';
export { default as Hands } from './Hands.svelte';
export { default as RatingForm } from './RatingForm.svelte';
export { default as StateTag } from './StateTag.svelte';
export { default as Text } from './Text.svelte';
export { default as Thread } from './Thread.svelte';
export { default as TicketRow } from './TicketRow.svelte';
