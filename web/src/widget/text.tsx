import { tryT } from '$core/i18n';
import { segments } from '$ticket/segments';

/** A text as written: line breaks kept, addresses as links, masked values as chips. Never HTML. */
export function Text({ text }: { text: string }) {
	return (
		<>
			{segments(text).map((part) =>
				part.type === 'text' ? (
					part.text
				) : part.type === 'link' ? (
					<a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
						{part.text}
					</a>
				) : (
					<span class="chip">
						{tryT(`ticket.mask.${part.kind}`)} {part.n}
					</span>
				)
			)}
		</>
	);
}
