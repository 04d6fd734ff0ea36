package server

import (
	"cmp"
	"time"

	"github.com/google/uuid"

	"kontor/experts"
	"kontor/internal/fault"
	"kontor/people"
)

// applicationBody is what somebody applies with.
type applicationBody struct {
	Introduction string   `json:"introduction"`
	Video        string   `json:"video,omitempty" doc:"A link that begins with https://"`
	Topics       []string `json:"topics"`
	Terms        int      `json:"terms,omitempty" doc:"The version of the terms that is accepted; the newest, where there are any"`
}

func (b applicationBody) application() experts.Application {
	return experts.Application{Introduction: experts.Introduction{Text: b.Introduction, Video: b.Video}, Topics: b.Topics, Terms: b.Terms}
}

type postApplicationInput struct {
	Body struct {
		applicationBody
		ID        uuid.UUID `json:"id" format:"uuid" doc:"Made by the sender: the applicant's"`
		Name      string    `json:"name" doc:"For who decides; others see an alias"`
		Email     string    `json:"email"`
		Password  string    `json:"password" doc:"8 characters or more"`
		Locale    string    `json:"locale,omitempty"`
		Languages []string  `json:"languages" doc:"In which they can answer"`
	}
}

func (s *Server) postApplication(c *call, in *postApplicationInput) (Session, error) {
	if err := s.withSchool(); err != nil {
		return Session{}, err
	}
	if err := cmp.Or(s.limits.signIn(c.address, ""), s.perhapsSignIn(c)); err != nil {
		return Session{}, err
	}
	if c.by.Role != "" && c.by.Role != people.RoleCustomer {
		return Session{}, fault.Conflict("You already have an account.")
	}
	b := in.Body
	p, token, err := s.school.Apply(c, people.ApplicantInput{ID: b.ID, Email: b.Email, Password: b.Password, Name: b.Name, Locale: b.Locale, Languages: b.Languages},
		b.application())
	if err != nil {
		return Session{}, err
	}
	return s.session(c, p, token)
}

// OwnApplication is an application as its own person sees it.
type OwnApplication struct {
	State         string     `json:"state" enum:"none,open,declined,withdrawn"`
	Introduction  string     `json:"introduction"`
	Video         string     `json:"video"`
	Topics        []string   `json:"topics" nullable:"false"`
	AppliedAt     *time.Time `json:"applied_at"`
	Refusal       string     `json:"refusal" doc:"Why it was declined"`
	AgainAt       *time.Time `json:"again_at" doc:"When I may apply again; null: now"`
	TermsAccepted int        `json:"terms_accepted" doc:"The version accepted last; 0: none"`
	TermsOwed     *OwedTerms `json:"terms_owed" doc:"Newer terms that I have not accepted"`
	Standings     []Standing `json:"standings" nullable:"false"`
}

// Standing is where somebody stands with a topic.
type Standing struct {
	Topic        string     `json:"topic"`
	TopicName    string     `json:"topic_name"`
	Step         string     `json:"step" enum:"test,practice,practice_judging,approval,probation,qualified,lapsed"`
	Exam         *Exam      `json:"exam" doc:"A test to take now, or that is under way"`
	PracticeLeft int        `json:"practice_left"`
	Probation    int        `json:"probation" doc:"Answers still to be reviewed"`
	LapsesAt     *time.Time `json:"lapses_at" doc:"When the topic goes unless a test is passed"`
	Lapsed       *string    `json:"lapsed" enum:"inactive,retest" doc:"Why it went"`
}

// Exam says which test, and whether it can be begun.
type Exam struct {
	Kind      string     `json:"kind" enum:"test,renewal,retest"`
	State     string     `json:"state" enum:"ready,running,judging,paused,over"`
	NotBefore *time.Time `json:"not_before"`
	Attempt   *uuid.UUID `json:"attempt" format:"uuid"`
	Left      int        `json:"left" doc:"Attempts"`
	Extra     *string    `json:"extra" doc:"One of them staff gave, for this reason; told to oneself only"`
	Languages []Written  `json:"languages" nullable:"false" doc:"Mine that it is written in, most of it first"`
	Questions int        `json:"questions" doc:"Of the test"`
}

// Written is how much of a test is written in a language.
type Written struct {
	Language  string `json:"language"`
	Questions int    `json:"questions" doc:"The others come in another language, and say so"`
}

// standingShapes says where somebody stands; extras, the reasons for attempts that
// staff gave, are for that person only.
func (s *Server) standingShapes(c *call, standings []experts.Standing, extras map[uuid.UUID]string) []Standing {
	items := make([]Standing, 0, len(standings))
	for _, st := range standings {
		item := Standing{Topic: st.Topic, TopicName: s.topicName(c, st.Topic, s.locale(c, "")), Step: string(st.Step), PracticeLeft: st.PracticeLeft, Lapsed: orNull(st.Lapsed)}
		if q := st.Qualification; q != nil {
			item.Probation, item.LapsesAt = q.Probation, utc(q.LapsesAt)
		}
		if x := st.Exam; x != nil {
			item.Exam = examShape(x, extras)
		}
		items = append(items, item)
	}
	return items
}

func examShape(x *experts.Exam, extras map[uuid.UUID]string) *Exam {
	e := &Exam{Kind: x.Kind, State: string(x.State), NotBefore: utc(x.NotBefore), Left: x.Left, Extra: orNull(extras[x.Extra]), Languages: []Written{}, Questions: x.Questions}
	for _, w := range x.Languages {
		e.Languages = append(e.Languages, Written(w))
	}
	if x.Attempt != uuid.Nil {
		e.Attempt = &x.Attempt
	}
	return e
}

func (s *Server) getOwnApplication(c *call, _ *struct{}) (OwnApplication, error) {
	if err := s.withSchool(); err != nil {
		return OwnApplication{}, err
	}
	o, err := s.school.Own(c, c.by)
	if err != nil {
		return OwnApplication{}, err
	}
	shape := OwnApplication{State: "none", Introduction: o.Introduction.Text, Video: o.Introduction.Video, Topics: listed(o.Topics), Refusal: o.Refusal,
		AgainAt: o.AgainAt, TermsAccepted: o.Terms, Standings: s.standingShapes(c, o.Standings, o.Extras)}
	if o.Owed != nil {
		shape.TermsOwed = &OwedTerms{termsShape(o.Owed.Terms, s.locale(c, "")), o.Owed.AcceptBy, o.Owed.Overdue}
	}
	if o.State != "" {
		shape.State, shape.AppliedAt = o.State, &o.AppliedAt
	}
	return shape, nil
}

type putOwnApplicationInput struct{ Body applicationBody }

func (s *Server) putOwnApplication(c *call, in *putOwnApplicationInput) (OwnApplication, error) {
	if err := s.withSchool(); err != nil {
		return OwnApplication{}, err
	}
	if err := s.school.ApplyAlso(c, c.by, in.Body.application()); err != nil {
		return OwnApplication{}, err
	}
	return s.getOwnApplication(c, nil)
}

type termsAcceptedInput struct {
	Body struct {
		Version int `json:"version" doc:"The newest"`
	}
}

func (s *Server) postTermsAccepted(c *call, in *termsAcceptedInput) error {
	if err := s.withSchool(); err != nil {
		return err
	}
	return s.school.AcceptTerms(c, c.by, in.Body.Version)
}

func (s *Server) deleteOwnApplication(c *call, _ *struct{}) error {
	if err := s.withSchool(); err != nil {
		return err
	}
	return s.school.Withdraw(c, c.by)
}

// Application is one in the list of those that wait. It holds nothing personal.
type Application struct {
	ID        uuid.UUID  `json:"id" format:"uuid" doc:"The applicant's"`
	Alias     string     `json:"alias"`
	Languages []string   `json:"languages" nullable:"false"`
	AppliedAt time.Time  `json:"applied_at"`
	Standings []Standing `json:"standings" nullable:"false"`
}

func (s *Server) applicationShape(c *call, a experts.Applicant) Application {
	return Application{ID: a.Person, Alias: a.Alias, Languages: listed(a.Languages), AppliedAt: a.AppliedAt, Standings: s.standingShapes(c, a.Standings, nil)}
}

func (s *Server) getApplications(c *call, _ *struct{}) (List[Application], error) {
	if err := s.withSchool(); err != nil {
		return List[Application]{}, err
	}
	all, err := s.school.Applicants(c, c.by)
	var items []Application
	for _, a := range all {
		items = append(items, s.applicationShape(c, a))
	}
	return listOf(items, ""), err
}

// Applied is what the list of people tells of an application.
type Applied struct {
	State     string     `json:"state" enum:"open,declined"`
	MayOpen   bool       `json:"may_open" doc:"It waits for a topic of my teams"`
	Standings []Standing `json:"standings" nullable:"false"`
}

// putApplied adds to experts in a list of people what has become of their
// applications.
func (s *Server) putApplied(c *call, items []Person) error {
	var experts []uuid.UUID
	for _, p := range items {
		if p.Role == people.RoleExpert {
			experts = append(experts, p.ID)
		}
	}
	if s.school == nil || len(experts) == 0 {
		return nil
	}
	applied, err := s.school.Applied(c, c.by, experts)
	for i := range items {
		if a, ok := applied[items[i].ID]; ok {
			items[i].Application = &Applied{State: a.State, MayOpen: a.Ours, Standings: s.standingShapes(c, a.Standings, nil)}
		}
	}
	return err
}

// ApplicationOpened is one as a whole.
type ApplicationOpened struct {
	Application
	Name         string      `json:"name"`
	Email        string      `json:"email"`
	Introduction string      `json:"introduction"`
	Video        string      `json:"video"`
	Tests        []TestTaken `json:"tests" nullable:"false" doc:"Newest first"`
}

// TestTaken is what came of a test.
type TestTaken struct {
	Topic      string     `json:"topic"`
	TopicName  string     `json:"topic_name"`
	Kind       string     `json:"kind"`
	State      string     `json:"state" enum:"running,judging,passed,failed"`
	Points     int        `json:"points"`
	PassPoints int        `json:"pass_points"`
	EndedAt    *time.Time `json:"ended_at"`
}

type applicationInput struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) getApplication(c *call, in *applicationInput) (ApplicationOpened, error) {
	if err := s.withSchool(); err != nil {
		return ApplicationOpened{}, err
	}
	o, err := s.school.Open(c, c.by, in.ID)
	if err != nil {
		return ApplicationOpened{}, err
	}
	shape := ApplicationOpened{Application: s.applicationShape(c, o.Applicant), Name: o.Name, Email: o.Email,
		Introduction: o.Introduction.Text, Video: o.Introduction.Video, Tests: []TestTaken{}}
	for _, a := range o.Tests {
		shape.Tests = append(shape.Tests, TestTaken{Topic: a.Topic, TopicName: s.topicName(c, a.Topic, s.locale(c, "")), Kind: a.Kind, State: a.State,
			Points: a.Points, PassPoints: a.PassPoints, EndedAt: utc(a.EndedAt)})
	}
	return shape, nil
}

type approveInput struct {
	ID   uuid.UUID `path:"id" format:"uuid"`
	Body struct {
		Topic string `json:"topic"`
	}
}

func (s *Server) postApprove(c *call, in *approveInput) error {
	if err := s.withSchool(); err != nil {
		return err
	}
	return s.school.Approve(c, c.by, in.ID, in.Body.Topic)
}

type declineInput struct {
	ID   uuid.UUID `path:"id" format:"uuid"`
	Body struct {
		Reason string `json:"reason"`
	}
}

func (s *Server) postDecline(c *call, in *declineInput) error {
	if err := s.withSchool(); err != nil {
		return err
	}
	return s.school.Decline(c, c.by, in.ID, in.Body.Reason)
}

type extraAttemptInput struct {
	ID   uuid.UUID `path:"id" format:"uuid"`
	Body struct {
		ID     uuid.UUID `json:"id" format:"uuid" doc:"Made by the sender"`
		Topic  string    `json:"topic"`
		Reason string    `json:"reason" doc:"The applicant reads it"`
	}
}

func (s *Server) postExtraAttempt(c *call, in *extraAttemptInput) error {
	if err := s.withSchool(); err != nil {
		return err
	}
	return s.school.GiveAttempt(c, c.by, in.ID, in.Body.ID, in.Body.Topic, in.Body.Reason)
}
