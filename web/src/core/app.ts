import { createAdminApi } from './admin-api';
import { createApi } from './api';
import { Connection } from './connection';
import { createContactApi } from './contact-api';
import { createExpertsApi } from './experts-api';
import { deliver } from './delivery';
import { Http } from './http';
import { i18n, type Loader } from './i18n.svelte';
import { createPeersApi } from './peers-api';
import { browserPerson } from './person';
import { Polling } from './polling';
import { reactive } from './reactive.svelte';
import { createRewardsApi } from './rewards-api';
import type { Locale } from './types';
import { Seen } from './seen';
import { SessionStore } from './session.svelte';
import { Live, liveUrl } from './socket';
import { openTabs } from './tabs';
import type { Thread } from './thread';
import { openThread as open, type PageThread } from './thread.svelte';
import { Uploads } from './uploads';

/** The parts of the app (portal, workspace, admin), signed in by cookie. The widget builds its own. */

const http = new Http({
	locale: () => i18n.locale,
	onUnauthenticated: () => session.state === 'signed-in' && session.leave()
});

export const api = createApi(http);
export const adminApi = createAdminApi(http);
export const rewardsApi = createRewardsApi(http);
export const expertsApi = createExpertsApi(http);
export const contactApi = createContactApi(http);
export const peersApi = createPeersApi(http);
export const live = new Live({ url: () => liveUrl() });
export const polling = new Polling(live);
export const uploads = reactive(new Uploads());
export const outbox = deliver({ api, live, name: 'kontor', ready: async (item) => isHere(item.person) && (await uploads.send(item), true) });
uploads.follow(outbox);
export const connection = reactive(new Connection({ live, outbox, polling }));
/** What a person sees in one tab is no news in the others, nor what they saw on another device. */
export const seen = new Seen(openTabs('kontor.seen'));
export const session = new SessionStore(api, live, outbox, speak);

/** Without a choice on this device the language of the account counts. */
export async function speak(locale?: Locale | null): Promise<void> {
	if (!i18n.chosen && locale && locale !== i18n.locale) await i18n.use(locale);
}

live.onState((state) => state === 'refused' && session.leave());
live.on('seen', ({ ticket, seq }) => seen.elsewhere({ ticket, seq }));
live.on('hello', ({ person }) => session.me && session.me.id !== person.id && void session.load());
globalThis.addEventListener?.('online', () => session.state === 'unreachable' && void session.load());

/** Another tab may have signed in as somebody else; then the server is asked who we are. */
function isHere(person: string): boolean {
	const known = browserPerson.get();
	if (known === undefined || known === person) return true;
	if (session.state === 'signed-in') void session.load();
	return false;
}

export const catalogues: Record<Locale, Loader> = {
	en: () => import('./locales/en'),
	de: () => import('./locales/de'),
	da: () => import('./locales/da'),
	pl: () => import('./locales/pl'),
	hu: () => import('./locales/hu')
};

/** A ticket to be shown; call load(), and dispose() when it leaves the screen. Needs a signed-in session. */
export function openThread(number: number): PageThread {
	const me = session.me;
	if (!me) throw new Error('a thread needs a signed-in person');
	return open(number, { api, live, outbox, polling, seen, viewer: { id: me.id, role: me.role } });
}
