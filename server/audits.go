package server

import (
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"kontor/experts"
)

// Audit is a request with a known answer, as its expert sees it: until they have answered,
// one like any other.
type Audit struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Topic     string    `json:"topic"`
	TopicName string    `json:"topic_name"`
	Subject   string    `json:"subject"`
	Text      string    `json:"text"`
	OfferedAt time.Time `json:"offered_at"`
	ExpiresAt time.Time `json:"expires_at"`
	State     string    `json:"state" enum:"offered,skipped,good,missed"`
	Answer    *string   `json:"answer" doc:"Mine"`
	Missing   []string  `json:"missing" nullable:"false" doc:"What it lacks of what a good answer says"`
	Sample    *string   `json:"sample" doc:"A good answer"`
}

func (s *Server) auditShape(c *call, a experts.Audit) Audit {
	return Audit{ID: a.ID, Topic: a.Topic, TopicName: s.topicName(c, a.Topic, s.locale(c, "")), Subject: a.Subject, Text: a.Text, OfferedAt: a.OfferedAt, ExpiresAt: a.ExpiresAt,
		State: a.State, Answer: orNull(a.Answer), Missing: listed(a.Missing), Sample: orNull(a.Sample)}
}

// auditShapeOf is the answer about one of the caller's own.
func (s *Server) auditShapeOf(c *call, a *experts.Audit, err error) (Audit, error) {
	if err != nil {
		return Audit{}, err
	}
	return s.auditShape(c, *a), nil
}

// NextAudit is what else is offered, if anything.
type NextAudit struct {
	Offer *Audit `json:"offer"`
}

// TransformSchema says that there may be none.
func (NextAudit) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	return nullable(s, "offer")
}

func (s *Server) postNextAudit(c *call, _ *struct{}) (NextAudit, error) {
	if err := s.withSchool(); err != nil {
		return NextAudit{}, err
	}
	next, err := s.school.NextAudit(c, c.by)
	if err != nil || next == nil {
		return NextAudit{}, err
	}
	shape := s.auditShape(c, *next)
	return NextAudit{Offer: &shape}, nil
}

// AuditInput names one audit.
type AuditInput struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) getAudit(c *call, in *AuditInput) (Audit, error) {
	if err := s.withSchool(); err != nil {
		return Audit{}, err
	}
	a, err := s.school.Audit(c, c.by, in.ID)
	return s.auditShapeOf(c, a, err)
}

type postAuditAnswerInput struct {
	AuditInput
	Body struct {
		Text string `json:"text"`
	}
}

func (s *Server) postAuditAnswer(c *call, in *postAuditAnswerInput) (Audit, error) {
	if err := s.withSchool(); err != nil {
		return Audit{}, err
	}
	a, err := s.school.AnswerAudit(c, c.by, in.ID, in.Body.Text)
	return s.auditShapeOf(c, a, err)
}

func (s *Server) postAuditSkip(c *call, in *AuditInput) error {
	if err := s.withSchool(); err != nil {
		return err
	}
	return s.school.SkipAudit(c, c.by, in.ID)
}

// Audited is an answered audit as staff see it.
type Audited struct {
	Audit
	Helper ExampleBy `json:"helper"`
	At     time.Time `json:"at"`
	Counts bool      `json:"counts" doc:"In the expert's reputation, lightly"`
}

func (s *Server) getAudits(c *call, _ *struct{}) (List[Audited], error) {
	if err := s.withSchool(); err != nil {
		return List[Audited]{}, err
	}
	all, err := s.school.Audits(c, c.by)
	items := make([]Audited, 0, len(all))
	for _, a := range all {
		items = append(items, Audited{Audit: s.auditShape(c, a.Audit), Helper: ExampleBy{a.Person, a.Alias}, At: a.At, Counts: a.Counts})
	}
	return listOf(items, ""), err
}

type postAuditJudgementInput struct {
	AuditInput
	Body struct {
		Counts bool `json:"counts"`
	}
}

func (s *Server) postAuditJudgement(c *call, in *postAuditJudgementInput) error {
	if err := s.withSchool(); err != nil {
		return err
	}
	return s.school.JudgeAudit(c, c.by, in.ID, in.Body.Counts)
}

// AuditRate says how often experts of a topic are audited.
type AuditRate struct {
	Every int `json:"every" doc:"After so many offers, on average; 0: never"`
}

// AuditRateInput names the topic of one.
type AuditRateInput struct {
	Topic string `path:"topic"`
}

func (s *Server) getAuditRate(c *call, in *AuditRateInput) (AuditRate, error) {
	if err := s.withSchool(); err != nil {
		return AuditRate{}, err
	}
	every, err := s.school.AuditRate(c, in.Topic)
	return AuditRate{Every: every}, err
}

type putAuditRateInput struct {
	AuditRateInput
	Body AuditRate
}

func (s *Server) putAuditRate(c *call, in *putAuditRateInput) (AuditRate, error) {
	if err := s.withSchool(); err != nil {
		return AuditRate{}, err
	}
	return in.Body, s.school.SetAuditRate(c, c.by, in.Topic, in.Body.Every)
}
