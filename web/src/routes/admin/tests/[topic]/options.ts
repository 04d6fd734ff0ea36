import type { Question } from '$core/experts-api';

type Option = Question['options'][number];

/** Options as an admin writes them: one a line, those that are right with a star. */
export function written(options: Option[], starred: boolean): string {
	return options.map((option) => (starred && option.right ? `* ${option.text}` : option.text)).join('\n');
}

/** What an admin has written; empty lines count for nothing. */
export function read(text: string, starred: boolean): Option[] {
	return lines(text).map((line) => (starred && line.startsWith('*') ? { text: line.slice(1).trim(), right: true } : { text: line }));
}

/** The lines of a text that hold something. */
export function lines(text: string): string[] {
	return text.split('\n').map((line) => line.trim()).filter(Boolean);
}
