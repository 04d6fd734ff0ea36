import { toast as sonner } from 'svelte-sonner';
import { problemText } from './problem';

/** Short notices. Errors say what to do and stay a little longer. `<Toasts />` must be on the page (the root layout has it). */
export const toast = {
	done: (text: string) => void sonner.success(text),
	say: (text: string) => void sonner(text),
	/** Takes anything thrown by the API. */
	problem: (cause: unknown) => void sonner.error(problemText(cause), { duration: 8_000 })
};
