/** Whether the commands are on screen; ⌘K and the search box open them. */
class Palette {
	open = $state(false);
	sheet = $state(false);

	show(): void {
		this.open = true;
	}

	showShortcuts(): void {
		this.sheet = true;
	}
}

export const palette = new Palette();
