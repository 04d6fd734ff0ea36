import type { InputHTMLAttributes } from 'preact';

export function Field({ label, onValue, ...input }: { label: string; onValue: (value: string) => void } & InputHTMLAttributes<HTMLInputElement>) {
	return (
		<label>
			{label}
			<input maxLength={254} {...input} onInput={(event) => onValue(event.currentTarget.value)} />
		</label>
	);
}
