import type { TopicSettings } from '$core/types';

/** As customers see them. */
export function inOrder(topics: TopicSettings[]): TopicSettings[] {
	return [...topics].sort((a, b) => a.position - b.position);
}

/** The list with one topic a place further up or down, and those of it that now stand elsewhere than the server knows. */
export function moved(list: TopicSettings[], index: number, by: 1 | -1): { list: TopicSettings[]; changed: TopicSettings[] } {
	const next = [...list];
	const [topic] = next.splice(index, 1);
	if (!topic || index + by < 0 || index + by >= list.length) return { list, changed: [] };
	next.splice(index + by, 0, topic);
	const renumbered = next.map((one, i) => (one.position === i + 1 ? one : { ...one, position: i + 1 }));
	return { list: renumbered, changed: renumbered.filter((one) => list.find((old) => old.id === one.id)?.position !== one.position) };
}
