package server

import (
	"time"

	"github.com/google/uuid"

	"kontor/tickets"
)

// peerRoutes are those by which helpers learn from each other: examples and audits.
func peerRoutes() []Route {
	return []Route{
		{post, "/tickets/{number}/examples", Helpers, done((*Server).postExample), "Share an answer of mine to a solved question, masked; staff look at it first"},
		{get, "/examples", Helpers, answer((*Server).getExamples), "Answers that helpers share, in topics that I answer"},
		{remove, "/examples/{id}", Helpers, done((*Server).deleteExample), "Take back what I shared; staff may take it away"},
		{put, "/examples/{id}/vote", Helpers, answer((*Server).putExampleVote), "Say whether it is useful; I may change my mind"},
		{post, "/examples/{id}/check", Staff, done((*Server).postExampleCheck), "Show it to those who answer the topic, or decline"},

		{post, "/me/audits", Experts, answer((*Server).postNextAudit), "What else is offered to me now, if anything"},
		{get, "/me/audits/{id}", Experts, answer((*Server).getAudit), "One of these requests; once I have answered, what it was"},
		{post, "/me/audits/{id}/answer", Experts, answer((*Server).postAuditAnswer), "Answer it"},
		{post, "/me/audits/{id}/skip", Experts, done((*Server).postAuditSkip), "Decline it, at no cost"},
		{get, "/audits", Staff, answer((*Server).getAudits), "Answered audits of my teams' topics"},
		{post, "/audits/{id}/judgement", Staff, done((*Server).postAuditJudgement), "Say whether one counts"},
		{get, "/tests/{topic}/audits", Admins, answer((*Server).getAuditRate), "After how many offers an expert gets an audit"},
		{put, "/tests/{topic}/audits", Admins, answer((*Server).putAuditRate), "Change that"},
	}
}

// Example is an answer that a helper shares, with the question, masked.
type Example struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Topic     string    `json:"topic"`
	TopicName string    `json:"topic_name"`
	Helper    ExampleBy `json:"helper"`
	Own       bool      `json:"own" doc:"It is the viewer's"`
	Subject   string    `json:"subject"`
	Question  string    `json:"question"`
	Answer    string    `json:"answer"`
	State     string    `json:"state" enum:"waiting,shown,declined"`
	SharedAt  time.Time `json:"shared_at"`
	Useful    int       `json:"useful" doc:"Of so many votes"`
	Votes     int       `json:"votes"`
	Mine      *bool     `json:"mine" doc:"How I voted; null: I have not"`
}

// ExampleBy is whose answer it is.
type ExampleBy struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Name string    `json:"name" doc:"The name or alias they had"`
}

type postExampleInput struct {
	Number int64 `path:"number"`
	Body   struct {
		ID    uuid.UUID `json:"id" format:"uuid"`
		Entry uuid.UUID `json:"entry" format:"uuid" doc:"My message"`
	}
}

func (s *Server) postExample(c *call, in *postExampleInput) error {
	return s.desk.ShareExample(c, c.by, in.Number, in.Body.ID, in.Body.Entry)
}

type getExamplesInput struct {
	List  string `query:"list" enum:"shown,own,waiting" default:"shown" doc:"shown: the best first; waiting: for staff, what they have not looked at"`
	Topic string `query:"topic" doc:"All that I answer unless given"`
	Query string `query:"q" doc:"Words that they hold"`
}

func (s *Server) getExamples(c *call, in *getExamplesInput) (List[Example], error) {
	found, err := s.desk.Examples(c, c.by, tickets.ExampleFilter{List: tickets.ExampleList(in.List), Topic: in.Topic, Query: in.Query})
	items := make([]Example, 0, len(found))
	for _, x := range found {
		items = append(items, Example{ID: x.ID, Topic: x.Topic, TopicName: s.topicName(c, x.Topic, s.locale(c, "")), Helper: ExampleBy{x.Helper, x.HelperName}, Own: x.Helper == c.by.ID,
			Subject: x.Subject, Question: x.Question, Answer: x.Answer, State: x.State, SharedAt: x.SharedAt.UTC(), Useful: x.Useful, Votes: x.Votes, Mine: x.Mine})
	}
	return listOf(items, ""), err
}

// ExampleInput names one example.
type ExampleInput struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) deleteExample(c *call, in *ExampleInput) error {
	return s.desk.WithdrawExample(c, c.by, in.ID)
}

type putExampleVoteInput struct {
	ExampleInput
	Body struct {
		Useful bool `json:"useful"`
	}
}

// ExampleVotes is what peers say of an example.
type ExampleVotes struct {
	Useful int `json:"useful"`
	Votes  int `json:"votes"`
}

func (s *Server) putExampleVote(c *call, in *putExampleVoteInput) (ExampleVotes, error) {
	t, err := s.recognition.Vote(c, c.by, in.ID, in.Body.Useful)
	return ExampleVotes(t), err
}

type postExampleCheckInput struct {
	ExampleInput
	Body struct {
		Show bool `json:"show"`
	}
}

func (s *Server) postExampleCheck(c *call, in *postExampleCheckInput) error {
	return s.desk.CheckExample(c, c.by, in.ID, in.Body.Show)
}
