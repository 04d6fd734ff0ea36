import { goto } from '$app/navigation';
import { outbox, session } from '$core/app';
import { countDrafts } from '$ticket/draft';

/** Signing out. Who would lose something by it is asked first. */
class SigningOut {
	/** What the question is about: a guest's way back to their requests, or what has not been sent. */
	asking = $state<'guest' | 'unsent' | null>(null);
	unsent = $state(0);
	/** On the way out: no page asks for anything of theirs any more. */
	going = $state(false);

	start = (): void => {
		this.unsent = outbox.unsent + countDrafts();
		if (session.me?.role === 'customer' && !session.me.account) this.asking = 'guest';
		else if (this.unsent) this.asking = 'unsent';
		else void this.go();
	};

	stay = (): void => void (this.asking = null);

	/** A customer leaves the page first: it is not for strangers, and it may hold something unsaved. */
	go = async (): Promise<void> => {
		this.asking = null;
		this.going = true;
		try {
			if (!session.helper) {
				await goto('/');
				if (location.pathname !== '/') return;
			}
			await session.signOut();
		} finally {
			this.going = false;
		}
	};
}

export const signingOut = new SigningOut();
