import type { Standing } from '$core/experts-api';
import { t } from '$core/i18n.svelte';

/** Where an applicant stands, as staff read it: what is for them to do is said to them. */
export function stepOf({ step }: Pick<Standing, 'step'>): string {
	return step === 'approval' || step === 'practice_judging' ? t(`experts.staff.step.${step}`) : t(`experts.step.${step}`);
}
