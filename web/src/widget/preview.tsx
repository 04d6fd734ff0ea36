import { useState } from 'preact/hooks';
import { t } from '$core/i18n';
import { Later } from './later';

export interface Writer {
	name?: string;
	email?: string;
}

/** Whether it is shown stays while one moves between screens. */
let wanted = false;

/** A switch: what is written as an expert will read it. `who` is what the writer says of themself beside it. */
export function Preview({ text, who }: { text: string; who: Writer }) {
	const [shown, setShown] = useState(wanted);
	return (
		<>
			<label class="switch">
				<input type="checkbox" checked={shown} onChange={() => setShown((wanted = !shown))} />
				{t('ticket.preview.switch')}
			</label>
			{shown && <Later part="Eyes" text={text} who={who} />}
		</>
	);
}
