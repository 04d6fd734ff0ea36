declare global {
	namespace App {
		interface PageState {
			/** A dialog or panel that the back button closes. */
			panel?: string;
		}
	}
}

export {};
