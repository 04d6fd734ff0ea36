import type { OwnApplication, Standing } from '$core/experts-api';

/** What somebody should do next, one thing: what keeps them from work first, then what runs out, then what lets them get on. */
export interface Next {
	what: 'terms' | 'notes' | 'running' | 'retest' | 'renewal' | 'test' | 'practice' | 'reviews' | 'waiting' | 'desk' | 'apply';
	/** That it is about. */
	standing?: Standing;
}

export function whatNext(own: Pick<OwnApplication, 'standings' | 'terms_owed'>, unread: number, reviews: number): Next {
	if (own.terms_owed) return { what: 'terms' };
	if (unread) return { what: 'notes' };
	const exam = (name: (standing: Standing) => boolean) => own.standings.find(name);
	const running = exam((s) => s.exam?.state === 'running');
	if (running) return { what: 'running', standing: running };
	for (const kind of ['retest', 'renewal', 'test'] as const) {
		const ready = exam((s) => s.exam?.state === 'ready' && s.exam.kind === kind);
		if (ready) return { what: kind, standing: ready };
	}
	const practice = exam((s) => s.step === 'practice');
	if (practice) return { what: 'practice', standing: practice };
	if (reviews) return { what: 'reviews' };
	if (exam((s) => s.step === 'probation' || s.step === 'qualified')) return { what: 'desk' };
	return { what: own.standings.some(isWaiting) ? 'waiting' : 'apply' };
}

/** True where it is somebody else's turn, or where only time helps. */
function isWaiting(standing: Standing): boolean {
	return standing.step === 'approval' || standing.step === 'practice_judging' || standing.exam?.state === 'judging' || standing.exam?.state === 'paused';
}
