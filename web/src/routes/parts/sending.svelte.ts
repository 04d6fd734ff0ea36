import { toast } from '$ui/toast';
import { fieldText, isAboutFields } from './field-text';

/** A form on its way to the server: busy meanwhile, and afterwards what was wrong with which field. What is about no field is told in a notice. */
export class Sending {
	busy = $state(false);
	private problem = $state.raw<unknown>(null);

	/** True where it went through. */
	async send(what: () => Promise<unknown>): Promise<boolean> {
		this.busy = true;
		this.reset();
		try {
			await what();
			return true;
		} catch (cause) {
			this.problem = cause;
			if (!isAboutFields(cause)) toast.problem(cause);
			return false;
		} finally {
			this.busy = false;
		}
	}

	/** Nothing is wrong any more: another try, or another form. */
	reset(): void {
		this.problem = null;
	}

	/** What is wrong with a field, in the reader's language. */
	error(field: string): string | undefined {
		return fieldText(this.problem, field);
	}
}
