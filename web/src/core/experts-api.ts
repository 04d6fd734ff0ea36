import type { Http } from './http';
import type { components } from './schema';
import type { List, Locale, Session } from './types';

type Schemas = components['schemas'];

export type BecomeExpert = Schemas['BecomeExpert'];
export type OwnApplication = Schemas['OwnApplication'];
export type Standing = Schemas['Standing'];
export type Attempt = Schemas['Attempt'];
export type AttemptQuestion = Schemas['AttemptQuestion'];
export type Exercise = Schemas['Exercise'];
export type Lesson = Schemas['Lesson'];
export type WaitingReview = Schemas['WaitingReview'];
export type Application = Schemas['Application'];
export type ApplicationOpened = Schemas['ApplicationOpened'];
export type Judgement = Schemas['Judgement'];
export type TopicTest = Schemas['Test'];
export type TestSettings = Omit<TopicTest, 'topic' | 'version' | 'questions' | 'cases'>;
export type Question = Schemas['Question'];
export type PracticeCase = Schemas['PracticeCase'];
export type ExpertPage = Schemas['ExpertPage'];
export type ExpertTerms = Schemas['ExpertTermsVersion'];

export interface ApplicationWords {
	introduction: string;
	video?: string;
	topics: string[];
	terms?: number;
}

export interface Answer {
	question: string;
	chosen?: number[];
	text?: string;
}

/** The calls of becoming an expert: applicants and experts, staff who decide, admins who build tests. */
export function createExpertsApi(http: Http) {
	return {
		page: (locale: Locale) => http.get<BecomeExpert>('/become-expert', { locale }),
		apply: (body: ApplicationWords & { id: string; name: string; email: string; password: string; languages: Locale[]; locale: Locale }) => http.post<Session>('/applications', body),
		own: () => http.get<OwnApplication>('/me/application'),
		applyAlso: (body: ApplicationWords) => http.put<OwnApplication>('/me/application', body),
		withdraw: () => http.delete('/me/application'),

		begin: (id: string, topic: string, language?: string) => http.post<Attempt>('/attempts', { id, topic, language }),
		attempt: (id: string) => http.get<Attempt>(`/attempts/${id}`),
		save: (id: string, answers: Answer[]) => http.put<Attempt>(`/attempts/${id}/answers`, { answers }),
		finish: (id: string, answers: Answer[]) => http.post<Attempt>(`/attempts/${id}/finish`, { answers }),
		practice: (topic: string, language: Locale) => http.get<List<Exercise>>('/practice', { topic, language }),
		practise: (exercise: Exercise, id: string, text: string) => http.post<Exercise>(`/practice/${exercise.id}/answer`, { id, text, language: exercise.language }),
		acceptTerms: (version: number) => http.post<void>('/me/terms', { version }),
		ownLessons: (language: Locale) => http.get<List<Lesson>>('/me/lessons', { language }),
		readLesson: (id: string) => http.post<void>(`/me/lessons/${id}`, {}),
		reviews: () => http.get<List<WaitingReview>>('/reviews'),
		review: (ticket: number) => http.post<unknown>(`/tickets/${ticket}/review`, {}),

		applications: () => http.get<List<Application>>('/applications'),
		/** Logged. */
		application: (id: string) => http.get<ApplicationOpened>(`/applications/${id}`),
		approve: (id: string, topic: string) => http.post<void>(`/applications/${id}/approve`, { topic }),
		decline: (id: string, reason: string) => http.post<void>(`/applications/${id}/decline`, { reason }),
		giveAttempt: (person: string, id: string, topic: string, reason: string) => http.post<void>(`/experts/${person}/attempts`, { id, topic, reason }),
		judgements: () => http.get<List<Judgement>>('/judgements'),
		judge: (id: string, body: { question?: string; points?: number; good?: boolean; note?: string }) => http.post<void>(`/judgements/${id}`, body),
		lessons: () => http.get<List<Lesson>>('/lessons'),
		saveLesson: (id: string, body: Pick<Lesson, 'topic' | 'title' | 'text' | 'active' | 'language' | 'translations'>) => http.put<Lesson>(`/lessons/${id}`, body),

		test: (topic: string) => http.get<TopicTest>(`/tests/${encodeURIComponent(topic)}`),
		saveTest: (topic: string, body: TestSettings & { new_version?: boolean }) => http.put<TopicTest>(`/tests/${encodeURIComponent(topic)}`, body),
		saveQuestion: (topic: string, { id, ...body }: Question) => http.put<Question>(`/tests/${encodeURIComponent(topic)}/questions/${id}`, body),
		saveCase: (topic: string, { id, ...body }: PracticeCase) => http.put<PracticeCase>(`/tests/${encodeURIComponent(topic)}/practice/${id}`, body),
		terms: () => http.get<List<ExpertTerms>>('/expert-terms'),
		publishTerms: (texts: Record<string, string>, days: number) => http.post<ExpertTerms>('/expert-terms', { texts, days }),
		expertPage: () => http.get<ExpertPage>('/expert-page'),
		saveExpertPage: (page: ExpertPage) => http.put<ExpertPage>('/expert-page', page)
	};
}
