import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '$core/i18n';
import type { AskedField } from '$core/types';
import { choices, given, keepFilled, longest, readFilled, withWords, wrongIn, type Filled } from '$ticket/form';
import { visit } from './visit';

/** What a topic asks beside the question. */
export function Form({ form, draft, experts }: { form: AskedField[]; draft: string; experts: boolean }) {
	const [filled, setFilled] = useState(() => readFilled(draft));
	const [tried, setTried] = useState(false);
	const fields = useRef<HTMLDivElement>(null);

	useEffect(() => {
		visit.answers = () => {
			if (!form.some((field) => wrongIn(field, filled))) return given(form, filled);
			setTried(true);
			requestAnimationFrame(() => fields.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
		};
		visit.set({ beside: withWords('', form, filled) });
	}, [form, filled]);
	useEffect(() => () => {
		visit.answers = undefined;
		visit.set({ beside: '' });
	}, []);

	function change(key: string, value: string) {
		const next = { ...filled, [key]: value };
		setFilled(next);
		keepFilled(draft, next);
	}

	return (
		<div class="asked" ref={fields}>
			{form.map((field) => (
				<Asked key={field.key} field={field} value={filled[field.key] ?? ''} wrong={tried ? wrongIn(field, filled) : undefined} experts={experts} onValue={(value) => change(field.key, value)} />
			))}
		</div>
	);
}

function Asked({ field, value, wrong, experts, onValue }: { field: AskedField; value: string; wrong: ReturnType<typeof wrongIn>; experts: boolean; onValue: (value: string) => void }) {
	const { key, kind } = field;
	const hint = [field.hint, experts && field.staff_only && t('ticket.form.staff_only')].filter(Boolean).join(' ');
	const more = hint || wrong ? `${key}-more` : undefined;
	const control = {
		value,
		required: field.required,
		'aria-invalid': wrong ? true : undefined,
		'aria-describedby': more,
		onInput: (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value)
	} as const;
	return (
		<div>
			<label>
				<span>{field.label} {!field.required && <small>{t('widget.about.optional')}</small>}</span>
				{kind === 'choice' || kind === 'yes_no' ? (
					<select {...control}>{choices(field).map((option) => <option value={option.value}>{option.label}</option>)}</select>
				) : kind === 'long' ? (
					<textarea rows={2} maxLength={longest.long} {...control} />
				) : kind === 'date' ? (
					<input type="date" {...control} />
				) : (
					<input inputMode={kind === 'number' ? 'decimal' : undefined} maxLength={longest.text} {...control} />
				)}
			</label>
			{more && <p id={more} class="more">{hint} {wrong && <span class="bad">{t(`ticket.form.${wrong}`)}</span>}</p>}
		</div>
	);
}
