package server

import (
	"time"

	"kontor/experts"
	"kontor/internal/fault"
	"kontor/rewards"
)

// expertRoutes are those of becoming an expert and of staying one.
func expertRoutes() []Route {
	return []Route{
		{get, "/become-expert", Anyone, answer((*Server).getBecomeExpert), "What experts do here, what they earn, and in which topics"},
		{post, "/applications", Anyone, create((*Server).postApplication), "Apply to become an expert: makes an account"},
		{get, "/me/application", Experts, answer((*Server).getOwnApplication), "My application, and where I stand with each topic"},
		{put, "/me/application", Experts, answer((*Server).putOwnApplication), "Apply for topics, or change what I said"},
		{remove, "/me/application", Experts, done((*Server).deleteOwnApplication), "Withdraw; who is no expert yet is forgotten"},

		{post, "/attempts", Experts, create((*Server).postAttempt), "Begin the test of a topic"},
		{get, "/attempts/{id}", Experts, answer((*Server).getAttempt), "A test of mine; what was right is told by nobody before its end"},
		{put, "/attempts/{id}/answers", Experts, answer((*Server).putAnswers), "Keep answers while the test runs"},
		{post, "/attempts/{id}/finish", Experts, answer((*Server).postFinish), "Hand the test in, once"},
		{get, "/practice", Experts, answer((*Server).getPractice), "The practice tickets of a topic"},
		{post, "/practice/{id}/answer", Experts, answer((*Server).postPractice), "Answer a practice ticket"},
		{get, "/me/lessons", Experts, answer((*Server).getOwnLessons), "Notes of my topics that I must have read before my next claim"},
		{get, "/reviews", Experts, answer((*Server).getReviews), "Answers of experts on probation that I may review"},
		{post, "/tickets/{number}/review", Experts, act[reviewBody](), "Review an answer of an expert on probation; I read the ticket for half an hour"},
		{post, "/me/lessons/{id}", Experts, done((*Server).postLessonRead), "I have read this"},

		{get, "/applications", Staff, answer((*Server).getApplications), "Open applications for topics of my teams"},
		{get, "/applications/{id}", Staff, answer((*Server).getApplication), "One as a whole, with its person's name; logged"},
		{post, "/applications/{id}/approve", Staff, done((*Server).postApprove), "Give the applicant a topic"},
		{post, "/applications/{id}/decline", Staff, done((*Server).postDecline), "Decline, with a reason for the applicant"},
		{post, "/experts/{id}/attempts", Staff, done((*Server).postExtraAttempt), "Give one more attempt at a test, with a reason"},
		{get, "/judgements", Staff, answer((*Server).getJudgements), "Answers in words that wait to be judged"},
		{post, "/judgements/{id}", Staff, done((*Server).postJudgement), "Judge one"},
		{get, "/lessons", Staff, answer((*Server).getLessons), "Education notes of my teams' topics"},
		{put, "/lessons/{id}", Staff, answer((*Server).putLesson), "Write or change one"},

		{get, "/tests/{topic}", Admins, answer((*Server).getTest), "The test of a topic with its questions and practice tickets"},
		{put, "/tests/{topic}", Admins, answer((*Server).putTest), "Change the test; as a new version everybody has to pass it again"},
		{put, "/tests/{topic}/questions/{id}", Admins, answer((*Server).putQuestion), "Write or change a question"},
		{put, "/tests/{topic}/practice/{id}", Admins, answer((*Server).putCase), "Write or change a practice ticket"},
		{get, "/expert-terms", Admins, answer((*Server).getExpertTerms), "All versions of the terms that experts accept"},
		{post, "/expert-terms", Admins, create((*Server).postExpertTerms), "Publish a new version"},
		{get, "/expert-page", Admins, answer((*Server).getExpertPage), "The page about becoming an expert, in all languages"},
		{put, "/expert-page", Admins, answer((*Server).putExpertPage), "Change that page, or stop taking applications"},

		{post, "/me/terms", Experts, done((*Server).postTermsAccepted), "Accept the newest terms"},
	}
}

// withSchool is nil where this server has one.
func (s *Server) withSchool() error {
	if s.school == nil {
		return fault.Unavailable(time.Minute, "This part of the desk is not running.")
	}
	return nil
}

// BecomeExpert is the public page about becoming an expert.
type BecomeExpert struct {
	Open   bool          `json:"open" doc:"Applications are taken"`
	About  string        `json:"about"`
	Earn   string        `json:"earn"`
	Terms  *ExpertTerms  `json:"terms" doc:"What whoever applies accepts; null: nothing"`
	Topics []BecomeTopic `json:"topics" nullable:"false"`
}

// ExpertTerms are the terms as one reads them.
type ExpertTerms struct {
	Version int       `json:"version"`
	Text    string    `json:"text"`
	MadeAt  time.Time `json:"made_at"`
}

// OwedTerms are terms that an expert has still to accept.
type OwedTerms struct {
	ExpertTerms
	AcceptBy time.Time `json:"accept_by"`
	Overdue  bool      `json:"overdue" doc:"Nothing new is offered until they are accepted"`
}

// BecomeTopic is a topic that experts answer, and what it takes.
type BecomeTopic struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Questions   int    `json:"questions" doc:"Of its test; 0: there is none"`
	Minutes     int    `json:"minutes"`
	Practice    int    `json:"practice" doc:"Practice tickets"`
	Probation   int    `json:"probation" doc:"First answers that are reviewed"`

	Rewards []BecomeReward `json:"rewards" nullable:"false" doc:"What a request that one solves is worth now, by unit"`
}

// BecomeReward is what a solved request is worth in a unit: it depends on language
// and hour.
type BecomeReward rewards.Span

type getBecomeExpertInput struct {
	Locale string `query:"locale" doc:"The language of the texts; else that of Accept-Language"`
}

func (s *Server) getBecomeExpert(c *call, in *getBecomeExpertInput) (BecomeExpert, error) {
	if err := s.withSchool(); err != nil {
		return BecomeExpert{}, err
	}
	locale := s.locale(c, in.Locale)
	page, err := s.school.Page(c)
	if err != nil {
		return BecomeExpert{}, err
	}
	terms, err := s.school.Terms(c)
	if err != nil {
		return BecomeExpert{}, err
	}
	b := BecomeExpert{Open: page.Open, About: experts.InLanguage(page.About, locale), Earn: experts.InLanguage(page.Earn, locale)}
	if len(terms) > 0 {
		b.Terms = new(termsShape(terms[0], locale))
	}
	b.Topics, err = s.becomeTopics(c, locale)
	return b, err
}

func termsShape(t experts.Terms, locale string) ExpertTerms {
	return ExpertTerms{Version: t.Version, Text: t.In(locale), MadeAt: t.MadeAt}
}

func (s *Server) becomeTopics(c *call, locale string) ([]BecomeTopic, error) {
	topics, err := s.desk.Topics(c)
	if err != nil {
		return nil, err
	}
	tests, err := s.school.Tests(c)
	if err != nil {
		return nil, err
	}
	rates, err := s.rewards.Rates(c)
	if err != nil {
		return nil, err
	}
	items := []BecomeTopic{}
	for _, t := range topics {
		if !t.Active || t.Policy != "experts_first" {
			continue
		}
		item := BecomeTopic{ID: t.ID, Name: t.Name(locale), Description: t.Description(locale), Rewards: []BecomeReward{}}
		for _, span := range rewards.Spans(rates, t.ID, s.clock.Now()) {
			item.Rewards = append(item.Rewards, BecomeReward(span))
		}
		if test := tests[t.ID]; test.Active {
			item.Questions, item.Minutes, item.Practice, item.Probation = test.Draws, test.Minutes, test.Practice, test.Probation
		}
		items = append(items, item)
	}
	return items, nil
}
