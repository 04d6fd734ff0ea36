package server

import (
	"time"

	"github.com/google/uuid"

	"kontor/experts"
)

// TestSettings are how a topic's test goes, and what follows from it.
type TestSettings struct {
	Active      bool `json:"active" doc:"Whoever applies has to pass it"`
	Draws       int  `json:"draws" doc:"Questions of a test"`
	Minutes     int  `json:"minutes"`
	PassPercent int  `json:"pass_percent"`
	Attempts    int  `json:"attempts"`
	PauseHours  int  `json:"pause_hours" doc:"After an attempt that failed"`
	Practice    int  `json:"practice" doc:"Practice tickets to answer well"`
	Probation   int  `json:"probation" doc:"First answers that are reviewed"`
	LapseMonths int  `json:"lapse_months" doc:"Without an answer until the topic goes; 0: never"`
	Renewal     int  `json:"renewal" doc:"Questions of the shorter test that renews"`
	RetestDays  int  `json:"retest_days" doc:"To pass a new version"`
}

// Test is a topic's test as its builder sees it.
type Test struct {
	Topic   string `json:"topic"`
	Version int    `json:"version"`
	TestSettings
	Questions []Question     `json:"questions" nullable:"false"`
	Cases     []PracticeCase `json:"cases" nullable:"false"`
}

// Question is one of a topic's pool.
type Question struct {
	ID       uuid.UUID        `json:"id" format:"uuid"`
	Kind     string           `json:"kind" enum:"choice,several,order,short,ticket"`
	Text     string           `json:"text"`
	Options  []experts.Option `json:"options" nullable:"false" doc:"Of an order in the right one"`
	Points   int              `json:"points"`
	Guidance string           `json:"guidance" doc:"For who judges"`
	Active   bool             `json:"active"`
	Language string           `json:"language" doc:"That it was written in first"`

	Translations map[string]experts.QuestionWords `json:"translations" nullable:"false" doc:"By language; options in the same order"`
}

// PracticeCase is a practice ticket as its builder sees it.
type PracticeCase struct {
	ID       uuid.UUID `json:"id" format:"uuid"`
	Subject  string    `json:"subject"`
	Text     string    `json:"text"`
	Keywords []string  `json:"keywords" nullable:"false" doc:"Each must be in a good answer"`
	Sample   string    `json:"sample" doc:"A good answer"`
	Active   bool      `json:"active"`
	Language string    `json:"language" doc:"That it was written in first"`

	Translations map[string]experts.CaseWords `json:"translations" nullable:"false" doc:"By language"`
}

func settingsShape(t experts.Test) TestSettings {
	return TestSettings{Active: t.Active, Draws: t.Draws, Minutes: t.Minutes, PassPercent: t.PassPercent, Attempts: t.Attempts, PauseHours: t.PauseHours,
		Practice: t.Practice, Probation: t.Probation, LapseMonths: t.LapseMonths, Renewal: t.Renewal, RetestDays: t.RetestDays}
}

func questionShape(q experts.Question) Question {
	return Question{ID: q.ID, Kind: string(q.Kind), Text: q.Text, Options: listed(q.Options), Points: q.Points, Guidance: q.Guidance, Active: q.Active,
		Language: q.Language, Translations: byLanguage(q.Translations)}
}

func caseShape(k experts.Case) PracticeCase {
	return PracticeCase{ID: k.ID, Subject: k.Subject, Text: k.Text, Keywords: listed(k.Keywords), Sample: k.Sample, Active: k.Active,
		Language: k.Language, Translations: byLanguage(k.Translations)}
}

type getTestInput struct {
	Topic string `path:"topic"`
}

func (s *Server) getTest(c *call, in *getTestInput) (Test, error) {
	if err := s.withSchool(); err != nil {
		return Test{}, err
	}
	w, err := s.school.Workbook(c, c.by, in.Topic)
	t := Test{Topic: w.Topic, Version: w.Major, TestSettings: settingsShape(w.Test), Questions: []Question{}, Cases: []PracticeCase{}}
	for _, q := range w.Questions {
		t.Questions = append(t.Questions, questionShape(q))
	}
	for _, k := range w.Cases {
		t.Cases = append(t.Cases, caseShape(k))
	}
	return t, err
}

type putTestInput struct {
	Topic string `path:"topic"`
	Body  struct {
		TestSettings
		NewVersion bool `json:"new_version,omitempty" doc:"Who passed an older one has to pass it again"`
	}
}

func (s *Server) putTest(c *call, in *putTestInput) (Test, error) {
	if err := s.withSchool(); err != nil {
		return Test{}, err
	}
	b := in.Body
	_, err := s.school.SaveTest(c, c.by, experts.Test{Topic: in.Topic, Active: b.Active, Draws: b.Draws, Minutes: b.Minutes, PassPercent: b.PassPercent,
		Attempts: b.Attempts, PauseHours: b.PauseHours, Practice: b.Practice, Probation: b.Probation, LapseMonths: b.LapseMonths, Renewal: b.Renewal,
		RetestDays: b.RetestDays}, b.NewVersion)
	if err != nil {
		return Test{}, err
	}
	return s.getTest(c, &getTestInput{Topic: in.Topic})
}

type putQuestionInput struct {
	Topic string    `path:"topic"`
	ID    uuid.UUID `path:"id" format:"uuid"`
	Body  struct {
		Kind     string           `json:"kind" enum:"choice,several,order,short,ticket"`
		Text     string           `json:"text"`
		Options  []experts.Option `json:"options,omitempty"`
		Points   int              `json:"points,omitempty" doc:"1 unless given"`
		Guidance string           `json:"guidance,omitempty"`
		Active   *bool            `json:"active,omitempty" doc:"true unless given"`
		Language string           `json:"language,omitempty" doc:"Of these words; en unless given"`

		Translations map[string]experts.QuestionWords `json:"translations,omitempty" doc:"By language"`
	}
}

func (s *Server) putQuestion(c *call, in *putQuestionInput) (Question, error) {
	if err := s.withSchool(); err != nil {
		return Question{}, err
	}
	b := in.Body
	q, err := s.school.SaveQuestion(c, c.by, experts.Question{ID: in.ID, Topic: in.Topic, Kind: experts.Kind(b.Kind), Text: b.Text, Options: b.Options,
		Points: max(b.Points, 1), Guidance: b.Guidance, Active: or(b.Active, true), Language: b.Language, Translations: b.Translations})
	return questionShape(q), err
}

type putCaseInput struct {
	Topic string    `path:"topic"`
	ID    uuid.UUID `path:"id" format:"uuid"`
	Body  struct {
		Subject  string   `json:"subject"`
		Text     string   `json:"text"`
		Keywords []string `json:"keywords,omitempty"`
		Sample   string   `json:"sample"`
		Active   *bool    `json:"active,omitempty" doc:"true unless given"`
		Language string   `json:"language,omitempty" doc:"Of these words; en unless given"`

		Translations map[string]experts.CaseWords `json:"translations,omitempty" doc:"By language"`
	}
}

func (s *Server) putCase(c *call, in *putCaseInput) (PracticeCase, error) {
	if err := s.withSchool(); err != nil {
		return PracticeCase{}, err
	}
	b := in.Body
	k, err := s.school.SaveCase(c, c.by, experts.Case{ID: in.ID, Topic: in.Topic, Subject: b.Subject, Text: b.Text, Keywords: b.Keywords, Sample: b.Sample,
		Active: or(b.Active, true), Language: b.Language, Translations: b.Translations})
	return caseShape(k), err
}

// ExpertTermsVersion is a version of the terms in all its languages.
type ExpertTermsVersion struct {
	Version  int               `json:"version"`
	Texts    map[string]string `json:"texts" doc:"By language"`
	MadeAt   time.Time         `json:"made_at"`
	AcceptBy time.Time         `json:"accept_by" doc:"Experts who have not by then are offered nothing new"`
}

func (s *Server) getExpertTerms(c *call, _ *struct{}) (List[ExpertTermsVersion], error) {
	if err := s.withSchool(); err != nil {
		return List[ExpertTermsVersion]{}, err
	}
	all, err := s.school.Terms(c)
	var items []ExpertTermsVersion
	for _, t := range all {
		items = append(items, ExpertTermsVersion(t))
	}
	return listOf(items, ""), err
}

type postExpertTermsInput struct {
	Body struct {
		Texts map[string]string `json:"texts" doc:"By language"`
		Days  int               `json:"days,omitempty" doc:"That experts have to accept them; 14 unless given"`
	}
}

func (s *Server) postExpertTerms(c *call, in *postExpertTermsInput) (ExpertTermsVersion, error) {
	if err := s.withSchool(); err != nil {
		return ExpertTermsVersion{}, err
	}
	t, err := s.school.PublishTerms(c, c.by, in.Body.Texts, in.Body.Days)
	return ExpertTermsVersion(t), err
}

// ExpertPage is the public page in all its languages.
type ExpertPage struct {
	Open  bool              `json:"open" doc:"Applications are taken"`
	About map[string]string `json:"about" doc:"What experts do, by language"`
	Earn  map[string]string `json:"earn" doc:"What they earn, by language"`
}

func (s *Server) getExpertPage(c *call, _ *struct{}) (ExpertPage, error) {
	if err := s.withSchool(); err != nil {
		return ExpertPage{}, err
	}
	p, err := s.school.Page(c)
	return ExpertPage(p), err
}

type putExpertPageInput struct{ Body ExpertPage }

func (s *Server) putExpertPage(c *call, in *putExpertPageInput) (ExpertPage, error) {
	if err := s.withSchool(); err != nil {
		return ExpertPage{}, err
	}
	p, err := s.school.SavePage(c, c.by, experts.Page(in.Body))
	return ExpertPage(p), err
}
