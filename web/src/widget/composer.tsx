import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '$core/i18n';
import { maxText } from '$core/types';
import { keepDraft, onDraft, readDraft } from '$ticket/draft';
import { Icon } from './icon';
import { Preview, type Writer } from './preview';

/** Where one writes: grows with the text and keeps a draft, which `onSend` may refuse. `button` names a large button instead of the arrow; `writer` is there where an expert will read it. */
export function Composer({ draft, label, button, writer, onSend, onTyping }: { draft: string; label: string; button?: string; writer?: Writer; onSend: (text: string) => unknown; onTyping?: () => void }) {
	const [text, setText] = useState(() => readDraft(draft));
	const field = useRef<HTMLTextAreaElement>(null);
	const left = maxText - text.length;

	useLayoutEffect(() => {
		const { style } = field.current!;
		style.height = 'auto';
		style.height = `${field.current!.scrollHeight + 2}px`;
	}, [text]);
	useLayoutEffect(() => {
		field.current!.focus({ preventScroll: true });
		// Written in another tab, or given back by the log. What is being written here goes first.
		return onDraft(draft, (given, here) => {
			if (!here && document.hasFocus() && document.activeElement === field.current) return;
			setText(given);
			if (here) (keepDraft(draft, given), field.current!.focus());
		});
	}, []);

	function change(value: string) {
		setText(value);
		keepDraft(draft, value);
	}

	function send(event: Event) {
		event.preventDefault();
		if (!text.trim() || left < 0) return;
		if (onSend(text.trim()) === false) return;
		change('');
		field.current?.focus();
	}

	function pressed(event: TargetedKeyboardEvent<HTMLTextAreaElement>) {
		const quick = button ? event.ctrlKey || event.metaKey : !event.shiftKey;
		if (event.key === 'Enter' && quick && !event.isComposing) send(event);
	}

	const tools = <div class="tools">{writer && <Preview text={text} who={writer} />}</div>;
	return (
		<form class={button ? 'ask' : 'composer'} onSubmit={send}>
			{!button && tools}
			<textarea
				ref={field}
				rows={button ? 5 : 1}
				aria-label={label}
				placeholder={button ? t('widget.write.placeholder') : label}
				value={text}
				enterkeyhint={button ? undefined : 'send'}
				onInput={(event) => (change(event.currentTarget.value), onTyping?.())}
				onKeyDown={pressed}
			/>
			{left < 1000 && <p class={left < 0 ? 'state bad' : 'state'} role="status">{t('ticket.composer.left', { n: left })}</p>}
			{button && tools}
			<button class="button" disabled={!text.trim() || left < 0} aria-label={button ?? t('ticket.composer.send')}>
				{button ?? <Icon name="send" />}
			</button>
		</form>
	);
}
