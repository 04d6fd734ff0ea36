import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '$core/i18n';
import type { Thread } from '$core/thread';
import { clock, day } from '$core/time';
import { eventText } from '$ticket/events';
import { putBack } from '$ticket/draft';
import { logItems, type LogItem } from '$ticket/log';
import { Later } from './later';
import { Message } from './message';

/** The log of one request. Stays at the end while one is there; otherwise a button tells what came. */
export function Log({ thread, shown }: { thread: Thread; shown: boolean }) {
	const log = useRef<HTMLDivElement>(null);
	const memory = useRef({ end: true, first: 0, height: 0, pending: 0, seen: 0 }).current;
	const [away, setAway] = useState(false);
	const [leaking, setLeaking] = useState('');
	const { entries, pending, viewer } = thread;
	const first = entries[0]?.seq ?? 0;
	const fresh = entries.filter((e) => e.seq > memory.seen && e.kind === 'message' && e.author.id !== viewer.id).length;

	useLayoutEffect(() => {
		const node = log.current!;
		if (memory.end || pending.length > memory.pending) node.scrollTop = node.scrollHeight;
		else if (first < memory.first) node.scrollTop += node.scrollHeight - memory.height;
		Object.assign(memory, { first, height: node.scrollHeight, pending: pending.length });
		settle();
	});
	useLayoutEffect(() => {
		const watch = new ResizeObserver(() => memory.end && toEnd());
		watch.observe(log.current!);
		document.addEventListener('visibilitychange', settle);
		return () => (watch.disconnect(), document.removeEventListener('visibilitychange', settle));
	}, [thread]);

	function toEnd() {
		log.current!.scrollTop = log.current!.scrollHeight;
	}

	/** At the end and in sight, everything counts as read. */
	function settle() {
		const node = log.current!;
		memory.end = node.scrollHeight - node.scrollTop - node.clientHeight < 60;
		setAway(!memory.end);
		if (!memory.end) return;
		memory.seen = thread.entries.at(-1)?.seq ?? 0;
		if (visitSees()) thread.markRead();
	}
	const visitSees = () => shown && document.visibilityState === 'visible';

	function scrolled() {
		settle();
		if (log.current!.scrollTop < 60) void thread.loadOlder();
	}

	return (
		<div class="thread">
			<div class="log" role="log" aria-label={t('ticket.thread')} aria-live={thread.loading ? 'off' : 'polite'} tabIndex={0} ref={log} onScroll={scrolled}>
				{thread.hasOlder && (
					<button type="button" class="link" disabled={thread.loadingOlder} onClick={() => thread.loadOlder()}>
						{t('ticket.older')}
					</button>
				)}
				{logItems(entries, pending).map((item) => (
					<Item key={item.key} item={item} thread={thread} onLeak={setLeaking} />
				))}
			</div>
			<p class="writing" aria-live="polite">
				{thread.writing.length > 0 && t('ticket.writing', { n: thread.writing.length, who: thread.writing.map((p) => p.name).join(', ') })}
			</p>
			{away && (
				<button type="button" class="jump" onClick={toEnd}>
					{fresh ? t('ticket.new_messages', { n: fresh }) : t('ticket.to_end')} ↓
				</button>
			)}
			{leaking && <Later part="Leak" thread={thread} entry={leaking} done={() => setLeaking('')} />}
		</div>
	);
}

function Item({ item, thread, onLeak }: { item: LogItem; thread: Thread; onLeak: (entry: string) => void }) {
	const { viewer } = thread;
	if (item.type === 'day') return <p class="line">{day(item.at)}</p>;
	if (item.type === 'pending') {
		const { id, text, at, failed } = item.item;
		const rewrite = async () => putBack(String(thread.number), await thread.takeBack(id));
		return <Message author={{ ...viewer, name: '' }} text={text} at={at} mine failed={failed} delivery="sending" onRewrite={thread.ticket?.may.includes('post') ? rewrite : undefined} onDiscard={() => thread.takeBack(id)} />;
	}
	const { entry } = item;
	if (entry.kind === 'event') {
		const text = eventText(entry, viewer.id, true);
		return text && <p class="line">{text} · {clock(entry.at)}</p>;
	}
	const mine = entry.author.id === viewer.id;
	const last = thread.pending.length === 0 && thread.entries.findLast((e) => e.kind === 'message' && e.author.id === viewer.id) === entry;
	return <Message author={entry.author} text={entry.text} at={entry.at} mine={mine} follows={item.follows} delivery={mine && last ? thread.deliveryOf(entry) : undefined} onLeak={entry.text ? () => onLeak(entry.id) : undefined} />;
}
