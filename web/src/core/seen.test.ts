import { expect, it } from 'vitest';
import { Seen } from './seen';
import { noTabs } from './tabs';

it('tells what was read in another tab or on another device alike', () => {
	let tell: (news: never) => void = () => undefined;
	const seen = new Seen({ ...noTabs, hear: (listener) => (tell = listener) });
	const heard: object[] = [];
	const end = seen.onElsewhere((news) => heard.push(news));
	tell({ ticket: 7, seq: 3 } as never);
	seen.elsewhere({ ticket: 8, seq: 4 });
	end();
	seen.elsewhere({ ticket: 9, seq: 5 });
	expect(heard).toEqual([{ ticket: 7, seq: 3 }, { ticket: 8, seq: 4 }]);
});
