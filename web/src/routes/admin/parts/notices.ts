import { toast as sonner } from 'svelte-sonner';
import { t } from '$core/i18n.svelte';
import { toast } from '$ui';

/** Says what was done and offers to take it back for a while. */
export function doneWithUndo(text: string, undo: () => Promise<void>): void {
	sonner.success(text, { duration: 10_000, action: { label: t('admin.undo'), onClick: () => void undo().catch(toast.problem) } });
}
