import type { Http } from './http';
import type { Contest, DueRewards, Earner, Earnings, HelperProfile, List, Masked, OwnRating, Payee, Payout, Rate, RewardPolicy, Statement } from './types';

export interface RateInput {
	id: string;
	topic?: string;
	language?: string;
	days: number[];
	from_hour: number;
	to_hour: number;
	unit: string;
	amount: number;
	valid_from?: string;
}

export interface AdjustmentInput {
	id: string;
	person: string;
	unit: string;
	amount: number;
	/** That it is about: what is known of its customer is masked in the reason. */
	ticket?: number;
	reason: string;
}

/** The calls about what helpers earn and how they are recognised. */
export function createRewardsApi(http: Http) {
	return {
		earnings: () => http.get<Earnings>('/me/earnings'),
		statement: (month: string) => http.get<Statement>(`/me/earnings/${month}`),
		payee: () => http.get<Payee>('/me/payee'),
		/** With the password: money must not go elsewhere because a browser was left open. */
		savePayee: (payee: Payee & { password: string }) => http.put<Payee>('/me/payee', payee),

		earners: () => http.get<List<Earner>>('/rewards/experts'),
		earningsOf: (id: string) => http.get<Earnings>(`/rewards/experts/${id}`),
		statementOf: (id: string, month: string) => http.get<Statement>(`/rewards/experts/${id}/${month}`),
		adjust: (adjustment: AdjustmentInput) => http.post<Earnings>('/rewards/adjustments', adjustment),
		/** How the expert would read the reason. Nothing is kept. */
		maskReason: ({ person, ticket, reason }: AdjustmentInput) => http.post<Masked>('/rewards/adjustments/mask', { person, ticket, reason }),

		helper: (id: string) => http.get<HelperProfile>(`/helpers/${encodeURIComponent(id)}`),
		ratings: () => http.get<List<OwnRating>>('/me/ratings'),
		contest: (rating: Pick<OwnRating, 'ticket' | 'resolution'>, reason: string) => http.post<void>('/me/ratings/contests', { ...rating, reason }),
		contests: () => http.get<List<Contest>>('/contests'),
		/** Null takes one's own decision back. */
		decide: (contest: Pick<Contest, 'ticket' | 'resolution'>, counts: boolean | null) => http.post<void>('/contests/decisions', { ...contest, counts }),

		policy: () => http.get<RewardPolicy>('/rewards/policy'),
		changePolicy: (change: Partial<RewardPolicy>) => http.patch<RewardPolicy>('/rewards/policy', change),
		rates: () => http.get<List<Rate>>('/rewards/rates'),
		addRate: (rate: RateInput) => http.post<Rate>('/rewards/rates', rate),
		endRate: (id: string) => http.delete(`/rewards/rates/${id}`),
		due: () => http.get<DueRewards>('/rewards/due'),
		payouts: () => http.get<List<Payout>>('/rewards/payouts'),
		makePayout: (id: string) => http.post<Payout>('/rewards/payouts', { id }),
		endPayout: (id: string, state: 'paid' | 'called_off') => http.post<Payout>(`/rewards/payouts/${id}/end`, { state }),
		/** Of one that was marked paid. The act's own id makes it safe to send again. */
		takeBackPayout: (payout: string, id: string, reason: string) => http.post<Payout>(`/rewards/payouts/${payout}/take-back`, { id, reason })
	};
}

/** Where the browser fetches a payout for the bank. Each time is logged. */
export function payoutFile(id: string, format: 'csv' | 'sepa'): string {
	return `/api/v1/rewards/payouts/${id}/file?format=${format}`;
}
