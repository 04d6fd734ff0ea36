package server

import (
	"time"

	"github.com/google/uuid"

	"kontor/experts"
)

// Attempt is a test as whoever takes it sees it. The server's clock counts.
type Attempt struct {
	ID         uuid.UUID         `json:"id" format:"uuid"`
	Topic      string            `json:"topic"`
	TopicName  string            `json:"topic_name"`
	Kind       string            `json:"kind" enum:"test,renewal,retest"`
	Language   string            `json:"language" doc:"That it was begun in; a question that is not written in it says so. Empty: none was named"`
	State      string            `json:"state" enum:"running,judging,passed,failed"`
	Questions  []AttemptQuestion `json:"questions" nullable:"false"`
	StartedAt  time.Time         `json:"started_at"`
	DueAt      time.Time         `json:"due_at"`
	Now        time.Time         `json:"now" doc:"The server's time"`
	EndedAt    *time.Time        `json:"ended_at"`
	Total      int               `json:"total" doc:"Points that it can bring"`
	PassPoints int               `json:"pass_points"`
	Points     *int              `json:"points" doc:"Once it has ended"`
}

// AttemptQuestion is a question on somebody's paper, with what they answered.
type AttemptQuestion struct {
	ID       uuid.UUID `json:"id" format:"uuid"`
	Language string    `json:"language" doc:"That it is shown in; empty in older tests"`
	Kind     string    `json:"kind" enum:"choice,several,order,short,ticket"`
	Text     string    `json:"text"`
	Options  []string  `json:"options" nullable:"false" doc:"Chosen by their place, from 0"`
	Points   int       `json:"points" doc:"That it can bring"`
	Chosen   []int     `json:"chosen" nullable:"false"`
	Answer   string    `json:"answer"`
	Brought  *int      `json:"brought" doc:"Points, once the test has ended and this was judged"`
}

func (s *Server) attemptShape(c *call, a experts.Attempt) Attempt {
	shape := Attempt{ID: a.ID, Topic: a.Topic, TopicName: s.topicName(c, a.Topic, s.locale(c, "")), Kind: a.Kind, Language: a.Language, State: a.State, Questions: []AttemptQuestion{},
		StartedAt: a.StartedAt, DueAt: a.DueAt, Now: s.clock.Now(), EndedAt: utc(a.EndedAt), Total: a.Paper.Total(), PassPoints: a.PassPoints}
	over := a.State != experts.Running
	if over {
		shape.Points = &a.Points
	}
	for _, item := range a.Paper {
		given, answered := a.Given[item.Question]
		q := AttemptQuestion{ID: item.Question, Language: item.Language, Kind: string(item.Kind), Text: item.Text, Options: listed(item.Options), Points: item.Points,
			Chosen: listed(given.Chosen), Answer: given.Text}
		switch none := 0; {
		case over && !answered:
			q.Brought = &none
		case over:
			q.Brought = given.Points
		}
		shape.Questions = append(shape.Questions, q)
	}
	return shape
}

type postAttemptInput struct {
	Body struct {
		ID       uuid.UUID `json:"id" format:"uuid"`
		Topic    string    `json:"topic"`
		Language string    `json:"language,omitempty" doc:"One that I speak; else that of mine in which most of it is written"`
	}
}

func (s *Server) postAttempt(c *call, in *postAttemptInput) (Attempt, error) {
	if err := s.withSchool(); err != nil {
		return Attempt{}, err
	}
	a, err := s.school.Begin(c, c.by, in.Body.ID, in.Body.Topic, in.Body.Language)
	if err != nil {
		return Attempt{}, err
	}
	return s.attemptShape(c, a), nil
}

type attemptInput struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) getAttempt(c *call, in *attemptInput) (Attempt, error) {
	if err := s.withSchool(); err != nil {
		return Attempt{}, err
	}
	a, err := s.school.Attempt(c, c.by, in.ID)
	if err != nil {
		return Attempt{}, err
	}
	return s.attemptShape(c, a), nil
}

type answersInput struct {
	ID   uuid.UUID `path:"id" format:"uuid"`
	Body struct {
		Answers []struct {
			Question uuid.UUID `json:"question" format:"uuid"`
			Chosen   []int     `json:"chosen,omitempty" maxItems:"12"`
			Text     string    `json:"text,omitempty"`
		} `json:"answers,omitempty" maxItems:"100"`
	}
}

func (in *answersInput) answers() []experts.Answer {
	answers := make([]experts.Answer, len(in.Body.Answers))
	for i, a := range in.Body.Answers {
		answers[i] = experts.Answer(a)
	}
	return answers
}

func (s *Server) putAnswers(c *call, in *answersInput) (Attempt, error) {
	if err := s.withSchool(); err != nil {
		return Attempt{}, err
	}
	a, err := s.school.Save(c, c.by, in.ID, in.answers())
	if err != nil {
		return Attempt{}, err
	}
	return s.attemptShape(c, a), nil
}

func (s *Server) postFinish(c *call, in *answersInput) (Attempt, error) {
	if err := s.withSchool(); err != nil {
		return Attempt{}, err
	}
	a, err := s.school.HandIn(c, c.by, in.ID, in.answers())
	if err != nil {
		return Attempt{}, err
	}
	return s.attemptShape(c, a), nil
}

// Exercise is a practice ticket: one that was never anybody's.
type Exercise struct {
	ID       uuid.UUID `json:"id" format:"uuid"`
	Topic    string    `json:"topic"`
	Language string    `json:"language" doc:"That it is shown in"`
	Subject  string    `json:"subject"`
	Text     string    `json:"text"`
	State    string    `json:"state" enum:"open,judging,passed,failed"`
	Answer   string    `json:"answer"`
	Note     string    `json:"note" doc:"Of who judged it"`
	Sample   string    `json:"sample" doc:"A good answer; once one's own has passed"`
}

func exerciseShape(x experts.Exercise) Exercise {
	if x.State == "" {
		x.State = "open"
	}
	return Exercise{ID: x.ID, Topic: x.Topic, Language: x.Language, Subject: x.Subject, Text: x.Text, State: x.State, Answer: x.Answer, Note: x.Note, Sample: x.Sample}
}

type getPracticeInput struct {
	Topic    string `query:"topic"`
	Language string `query:"language" doc:"Else one that I speak"`
}

func (s *Server) getPractice(c *call, in *getPracticeInput) (List[Exercise], error) {
	if err := s.withSchool(); err != nil {
		return List[Exercise]{}, err
	}
	all, err := s.school.Exercises(c, c.by, in.Topic, in.Language)
	var items []Exercise
	for _, x := range all {
		items = append(items, exerciseShape(x))
	}
	return listOf(items, ""), err
}

type postPracticeInput struct {
	ID   uuid.UUID `path:"id" format:"uuid"`
	Body struct {
		ID       uuid.UUID `json:"id" format:"uuid" doc:"Of the answer"`
		Text     string    `json:"text"`
		Language string    `json:"language,omitempty" doc:"That it was shown in"`
	}
}

func (s *Server) postPractice(c *call, in *postPracticeInput) (Exercise, error) {
	if err := s.withSchool(); err != nil {
		return Exercise{}, err
	}
	x, err := s.school.AnswerCase(c, c.by, in.ID, in.Body.ID, in.Body.Language, in.Body.Text)
	return exerciseShape(x), err
}

// Judgement is something in words that waits for staff.
type Judgement struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Question  *uuid.UUID `json:"question" format:"uuid" doc:"In a test; null for practice"`
	Alias     string     `json:"alias"`
	Topic     string     `json:"topic"`
	TopicName string     `json:"topic_name"`
	At        time.Time  `json:"at"`
	Asked     string     `json:"asked"`
	Text      string     `json:"text"`
	Guidance  string     `json:"guidance"`
	Points    int        `json:"points" doc:"That it can bring; 0 for practice"`
}

func (s *Server) getJudgements(c *call, _ *struct{}) (List[Judgement], error) {
	if err := s.withSchool(); err != nil {
		return List[Judgement]{}, err
	}
	all, err := s.school.Judgements(c, c.by)
	var items []Judgement
	for _, j := range all {
		item := Judgement{ID: j.ID, Alias: j.Alias, Topic: j.Topic, TopicName: s.topicName(c, j.Topic, s.locale(c, "")), At: j.At, Asked: j.Asked, Text: j.Text, Guidance: j.Guidance, Points: j.Points}
		if j.Question != uuid.Nil {
			item.Question = &j.Question
		}
		items = append(items, item)
	}
	return listOf(items, ""), err
}

type postJudgementInput struct {
	ID   uuid.UUID `path:"id" format:"uuid"`
	Body struct {
		Question *uuid.UUID `json:"question,omitempty" format:"uuid" doc:"In a test"`
		Points   int        `json:"points,omitempty" doc:"For it"`
		Good     bool       `json:"good,omitempty" doc:"Of practice"`
		Note     string     `json:"note,omitempty" doc:"Of practice: for who wrote the answer"`
	}
}

func (s *Server) postJudgement(c *call, in *postJudgementInput) error {
	if err := s.withSchool(); err != nil {
		return err
	}
	if in.Body.Question != nil {
		return s.school.JudgeAnswer(c, c.by, in.ID, *in.Body.Question, in.Body.Points)
	}
	return s.school.JudgePractice(c, c.by, in.ID, in.Body.Good, in.Body.Note)
}

// Lesson is an education note.
type Lesson struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Topic     string    `json:"topic"`
	TopicName string    `json:"topic_name"`
	Title     string    `json:"title"`
	Text      string    `json:"text"`
	Active    bool      `json:"active"`
	MadeAt    time.Time `json:"made_at"`
	Read      int       `json:"read" doc:"By so many; for an expert 1 or 0"`
	Language  string    `json:"language" doc:"That title and text are in; for staff the one it was written in first"`

	Translations map[string]experts.LessonWords `json:"translations" nullable:"false" doc:"By language; for staff"`
}

func (s *Server) lessonShape(c *call, l experts.Lesson) Lesson {
	return Lesson{ID: l.ID, Topic: l.Topic, TopicName: s.topicName(c, l.Topic, s.locale(c, "")), Title: l.Title, Text: l.Text, Active: l.Active, MadeAt: l.MadeAt, Read: l.Read,
		Language: l.Language, Translations: byLanguage(l.Translations)}
}

// byLanguage are translations as an object, also where there are none.
func byLanguage[W any](translations map[string]W) map[string]W {
	if translations == nil {
		return map[string]W{}
	}
	return translations
}

func (s *Server) lessonShapes(c *call, all []experts.Lesson) List[Lesson] {
	var items []Lesson
	for _, l := range all {
		items = append(items, s.lessonShape(c, l))
	}
	return listOf(items, "")
}

type ownLessonsInput struct {
	Language string `query:"language" doc:"To read them in; else one that I speak"`
}

func (s *Server) getOwnLessons(c *call, in *ownLessonsInput) (List[Lesson], error) {
	if err := s.withSchool(); err != nil {
		return List[Lesson]{}, err
	}
	all, err := s.school.OwnLessons(c, c.by, in.Language)
	return s.lessonShapes(c, all), err
}

type lessonInput struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) postLessonRead(c *call, in *lessonInput) error {
	if err := s.withSchool(); err != nil {
		return err
	}
	return s.school.ReadLesson(c, c.by, in.ID)
}

func (s *Server) getLessons(c *call, _ *struct{}) (List[Lesson], error) {
	if err := s.withSchool(); err != nil {
		return List[Lesson]{}, err
	}
	all, err := s.school.Lessons(c, c.by)
	return s.lessonShapes(c, all), err
}

type putLessonInput struct {
	ID   uuid.UUID `path:"id" format:"uuid"`
	Body struct {
		Topic  string `json:"topic"`
		Title  string `json:"title"`
		Text   string `json:"text"`
		Active *bool  `json:"active,omitempty" doc:"true unless given"`

		Language     string                         `json:"language,omitempty" doc:"That title and text are in; en unless given"`
		Translations map[string]experts.LessonWords `json:"translations,omitempty" doc:"By language"`
	}
}

func (s *Server) putLesson(c *call, in *putLessonInput) (Lesson, error) {
	if err := s.withSchool(); err != nil {
		return Lesson{}, err
	}
	b := in.Body
	l, err := s.school.SaveLesson(c, c.by, experts.Lesson{ID: in.ID, Topic: b.Topic, Title: b.Title, Text: b.Text, Active: or(b.Active, true),
		Language: b.Language, Translations: b.Translations})
	return s.lessonShape(c, l), err
}
