import type { Experience } from '$core/types';

/** What "to staff at once below so many percent" would have done to the tickets held back. */
export interface Effect {
	of: number;
	toStaff: number;
	/** Of those, what experts solved all the same. */
	solved: number;
}

export function effectOf(bands: Experience['bands'], least: number): Effect {
	const effect = { of: 0, toStaff: 0, solved: 0 };
	for (const band of bands) {
		effect.of += band.tickets;
		if (band.to > least) continue;
		effect.toStaff += band.tickets;
		effect.solved += band.solved;
	}
	return effect;
}

/** A share in whole percent. */
export function percent(solved: number, of: number): number {
	return of ? Math.round((100 * solved) / of) : 0;
}
