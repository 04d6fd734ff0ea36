import { toast } from '$ui/toast';
import { Problem } from '$core/http';
import { fieldText, isAboutFields } from './field-text';

/** Something on its way to the server: busy meanwhile, and afterwards what was wrong with which field. What is about no field is told in a notice. */
export class Sending {
	private under = $state<string | null>(null);
	private problem = $state.raw<unknown>(null);

	get busy(): boolean {
		return this.under !== null;
	}

	/** Of several things that a page may send: whether the one of that name is on its way. */
	is(name: string): boolean {
		return this.under === name;
	}

	/** True where it went through. Nothing else begins before the answer: a second press sends nothing. */
	async send(what: () => Promise<unknown>, name = ''): Promise<boolean> {
		if (this.busy) return false;
		this.under = name;
		this.reset();
		try {
			await what();
			return true;
		} catch (cause) {
			this.problem = cause;
			if (!isAboutFields(cause)) toast.problem(cause);
			return false;
		} finally {
			this.under = null;
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

	/** The names of the fields with which something is wrong. */
	get wrong(): string[] {
		return this.problem instanceof Problem ? Object.keys(this.problem.fields) : [];
	}
}
