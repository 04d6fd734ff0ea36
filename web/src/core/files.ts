/** A file on its way with a message. Its id is made here and is the same however often it is sent. */
export interface OutgoingFile {
	id: string;
	name: string;
	size: number;
	blob: Blob;
}

/** What the server takes. */
export const maxFiles = 10;
export const maxFileBytes = 10 * 1024 * 1024;
