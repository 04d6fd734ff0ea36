import { forgetDrafts } from '$ticket/draft';
import type { Api } from './api';
import { asProblem, type Problem } from './http';
import type { Outbox } from './outbox';
import { browserPerson } from './person';
import type { Live } from './socket';
import type { Me } from './types';

export type SessionState = 'loading' | 'anonymous' | 'signed-in' | 'unreachable';

/** Who sits at this browser. Holds the live connection and the outbox to that person. */
export class SessionStore {
	state = $state<SessionState>('loading');
	me = $state.raw<Me | null>(null);
	problem = $state.raw<Problem | null>(null);

	constructor(
		private readonly api: Api,
		private readonly live: Live,
		private readonly outbox: Outbox,
		/** Lets the page speak the language of the account, unless another was chosen on this device. */
		private readonly speak: (locale: Me['locale']) => Promise<void> = async () => {}
	) {
		browserPerson.onChange((person) => void this.follow(person));
	}

	get helper(): boolean {
		return this.me?.role === 'expert' || this.me?.role === 'staff' || this.me?.role === 'admin';
	}

	/** Asks the server who we are. Safe to call again after an error. */
	async load(): Promise<void> {
		try {
			await this.enter(await this.api.me());
		} catch (cause) {
			const problem = asProblem(cause);
			if (problem.code === 'unauthenticated') this.leave();
			else {
				this.problem = problem;
				this.state = 'unreachable';
			}
		}
	}

	async signIn(email: string, password: string): Promise<Me> {
		await this.api.signIn({ email, password });
		const me = await this.api.me();
		await this.enter(me);
		await this.speak(me.locale);
		return me;
	}

	/** After any call that set a session cookie (set-up, visitor, new account). */
	async refresh(): Promise<void> {
		const me = await this.api.me();
		await this.enter(me);
		await this.speak(me.locale);
	}

	/** Ends the session in every tab. What was written here and not sent is deleted with it: the next person at this browser finds nothing. */
	async signOut(): Promise<void> {
		await this.outbox.forget();
		forgetDrafts();
		browserPerson.set(null);
		await this.api.signOut().catch(() => undefined);
		this.leave();
	}

	/** The server no longer knows us. What is unsent is kept for the same person. */
	leave(): void {
		this.live.stop();
		this.outbox.close();
		this.me = null;
		this.problem = null;
		this.state = 'anonymous';
	}

	/** Another tab has signed in or out: the cookie is that of all tabs. */
	private async follow(person: string | null): Promise<void> {
		if (person === null) this.leave();
		else if (person !== this.me?.id) await this.load();
	}

	private async enter(me: Me): Promise<void> {
		if (this.me && this.me.id !== me.id) this.live.stop();
		const before = browserPerson.get();
		if (before && before !== me.id) forgetDrafts();
		browserPerson.set(me.id);
		this.me = me;
		this.problem = null;
		this.state = 'signed-in';
		await this.outbox.open(me.id);
		this.live.start();
	}
}
