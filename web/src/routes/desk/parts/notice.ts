import { toast as sonner } from 'svelte-sonner';
import { problemText } from '$ui';

/** Short notices of the workspace. On a small screen they come from above: below is where one writes. */
const position = () => (matchMedia('(max-width: 1023px)').matches ? 'top-center' : 'bottom-center');

export const notice = {
	done: (text: string) => void sonner.success(text, { position: position() }),
	say: (text: string) => void sonner(text, { position: position() }),
	problem: (cause: unknown) => void sonner.error(problemText(cause), { position: position(), duration: 8_000 }),
	/** Something that can be taken back for a little while. */
	undoable: (text: string, label: string, undo: () => void) => void sonner.success(text, { position: position(), duration: 8_000, action: { label, onClick: undo } })
};
