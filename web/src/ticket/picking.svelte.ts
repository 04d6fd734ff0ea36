import type { OutgoingFile } from '$core/files';
import { pick, type Refused } from './pick';

/** Files that are chosen, dropped or pasted where one writes, until they are sent. */
export class Picking {
	files = $state.raw<OutgoingFile[]>([]);
	refused = $state.raw<Refused | null>(null);
	/** True while files are held over the place. */
	over = $state(false);

	readonly #open: () => boolean;
	readonly #taken: () => void;

	/** Takes files while `open` says so; `taken` is called after every change. */
	constructor(open: () => boolean, taken: () => void = () => {}) {
		this.#open = open;
		this.#taken = taken;
	}

	take = (given: Iterable<File> | null | undefined): void => {
		({ files: this.files, refused: this.refused } = pick(this.files, given ?? []));
		this.#taken();
	};

	remove = (id: string): void => {
		this.files = this.files.filter((file) => file.id !== id);
		this.#taken();
	};

	clear(): void {
		this.files = [];
		this.refused = null;
	}

	pasted = (event: ClipboardEvent): void => {
		const given = [...(event.clipboardData?.files ?? [])];
		// A word processor puts a picture beside the text: then the text is meant.
		if (!this.#open() || !given.length || event.clipboardData?.getData('text/plain')) return;
		event.preventDefault();
		this.take(given);
	};

	dragged = (event: DragEvent): void => {
		if (!this.#carries(event)) return;
		event.preventDefault();
		this.over = true;
	};

	left = (): void => void (this.over = false);

	dropped = (event: DragEvent): void => {
		this.over = false;
		if (!this.#carries(event)) return;
		event.preventDefault();
		this.take(event.dataTransfer?.files);
	};

	#carries(event: DragEvent): boolean {
		return this.#open() && !!event.dataTransfer?.types.includes('Files');
	}
}
