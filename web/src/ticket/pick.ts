import { maxFileBytes, maxFiles, type OutgoingFile } from '$core/files';
import { uuid7 } from '$core/uuid7';

/** Why a file is not taken, as a key of the catalogue. */
export interface Refused {
	key: 'ticket.file.too_large' | 'ticket.file.too_many' | 'ticket.file.empty';
	name: string;
}

/** Adds what was chosen, dropped or pasted, as far as the server would take it; answers what was left out and why. */
export function pick(held: OutgoingFile[], given: Iterable<File>): { files: OutgoingFile[]; refused: Refused | null } {
	const files = [...held];
	let refused: Refused | null = null;
	for (const file of given) {
		const { name, size } = file;
		if (files.length >= maxFiles) refused = { key: 'ticket.file.too_many', name };
		else if (size > maxFileBytes) refused = { key: 'ticket.file.too_large', name };
		else if (size === 0) refused = { key: 'ticket.file.empty', name };
		else files.push({ id: uuid7(), name, size, blob: file });
	}
	return { files, refused };
}
