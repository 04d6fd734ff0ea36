import { goto } from '$app/navigation';
import { session } from '$core/app';

/** Signing out. A guest is asked first: without an account the way back to their requests would be lost. */
class SigningOut {
	asking = $state(false);

	start = (): void => {
		if (session.me?.role === 'customer' && !session.me.account) this.asking = true;
		else void this.go();
	};

	/** Leaves the page first: it is not for strangers, and it may hold something unsaved. */
	go = async (): Promise<void> => {
		this.asking = false;
		await goto('/');
		if (location.pathname === '/') await session.signOut();
	};
}

export const signingOut = new SigningOut();
