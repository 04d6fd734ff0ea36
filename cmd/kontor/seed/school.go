package seed

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"kontor/cmd/kontor/demo"
	"kontor/experts"
	"kontor/internal/fault"
	"kontor/people"
)

// Nobody is to be kept from work by terms that the demo came with.
const (
	termsVersion = 1
	termsDays    = 365
)

// foundSchool opens the demo's organisation to applicants: the page, the terms,
// which the invited experts accept, and the test.
func (r *replay) foundSchool(ctx context.Context) error {
	c := r.Content.School
	if _, err := r.school.SavePage(ctx, r.cast.admin, experts.Page{Open: true, About: c.About, Earn: c.Earn}); err != nil {
		return err
	}
	terms, err := r.school.Terms(ctx)
	if err == nil && len(terms) == 0 {
		_, err = r.school.PublishTerms(ctx, r.cast.admin, c.Terms, termsDays)
	}
	if err != nil {
		return err
	}
	for i, p := range r.Content.People.Experts {
		if p.Applied != nil {
			continue
		}
		if err := r.school.AcceptTerms(ctx, r.cast.experts[i], termsVersion); err != nil {
			return err
		}
	}
	return r.foundTest(ctx, c.Test)
}

func (r *replay) foundTest(ctx context.Context, t demo.Test) error {
	for i, q := range t.Questions {
		if _, err := r.school.SaveQuestion(ctx, r.cast.admin, r.question(t, i, q)); err != nil {
			return err
		}
	}
	for i, k := range t.Requests {
		if _, err := r.school.SaveCase(ctx, r.cast.admin, r.practice(t, i, k)); err != nil {
			return err
		}
	}
	test := experts.UsualTest(t.Topic)
	test.Active, test.Draws, test.Minutes, test.PassPercent, test.Practice, test.Probation = true, t.Draws, t.Minutes, t.PassPercent, t.Practice, t.Probation
	test.Renewal = min(test.Renewal, t.Draws)
	_, err := r.school.SaveTest(ctx, r.cast.admin, test, false)
	return err
}

func (r *replay) question(t demo.Test, i int, in demo.Question) experts.Question {
	first := in.Words[t.Language]
	q := experts.Question{
		ID: idFor(r.opened(), "question", t.Topic, strconv.Itoa(i)), Topic: t.Topic, Kind: experts.Kind(in.Kind), Language: t.Language,
		Text: first.Text, Guidance: first.Guidance, Points: in.Points, Active: true, Translations: map[string]experts.QuestionWords{},
	}
	for place, text := range first.Options {
		q.Options = append(q.Options, experts.Option{Text: text, Right: slices.Contains(in.Right, place)})
	}
	for language, w := range in.Words {
		if language != t.Language {
			q.Translations[language] = experts.QuestionWords(w)
		}
	}
	return q
}

func (r *replay) practice(t demo.Test, i int, in demo.Request) experts.Case {
	first := in.Words[t.Language]
	k := experts.Case{
		ID: r.requestID(i), Topic: t.Topic, Language: t.Language, Active: true,
		Subject: first.Subject, Text: first.Text, Keywords: first.Keywords, Sample: first.Sample, Translations: map[string]experts.CaseWords{},
	}
	for language, w := range in.Words {
		if language != t.Language {
			k.Translations[language] = experts.CaseWords(w)
		}
	}
	return k
}

func (r *replay) requestID(i int) uuid.UUID {
	return idFor(r.opened(), "practice", r.Content.School.Test.Topic, strconv.Itoa(i))
}

// learner is somebody on the way to becoming an expert.
type learner struct {
	demo.Person
	began  time.Time
	known  *people.Person // in the cast, once they have applied
	expert bool           // they are one by now; others still wait for staff
}

// ways are those of all who applied. Each step is taken where their standing asks for
// it, so that one taken before is not taken twice.
func (r *replay) ways() (all []scene) {
	for i, p := range r.Content.People.Experts {
		if p.Applied != nil {
			all = append(all, r.way(learner{p, r.ago(p.Applied.Age), &r.cast.experts[i], true})...)
		}
	}
	for i, p := range r.Content.People.Applicants {
		all = append(all, r.way(learner{p, r.ago(p.Applied.Age), &r.cast.applicants[i], false})...)
	}
	return all
}

func (r *replay) way(l learner) []scene {
	steps := []struct {
		after time.Duration
		do    func(context.Context, learner) error
	}{{0, r.apply}, {time.Hour, r.sitTest}, {24 * time.Hour, r.practise}, {48 * time.Hour, r.judge}, {50 * time.Hour, r.approve}}
	all := make([]scene, 0, len(steps))
	for _, s := range steps {
		all = append(all, scene{at: l.began.Add(s.after), deed: func(ctx context.Context) error { return s.do(ctx, l) }})
	}
	return all
}

func (r *replay) apply(ctx context.Context, l learner) error {
	id := idFor(l.began, "applicant", l.Email)
	person, err := r.register.Find(ctx, id)
	if fault.Is(err, fault.KindNotFound) {
		person, _, err = r.school.Apply(ctx,
			people.ApplicantInput{ID: id, Email: l.Email, Password: r.Password, Name: l.Applied.Name, Locale: l.Locale, Languages: l.Languages},
			experts.Application{Introduction: experts.Introduction{Text: l.Applied.Introduction}, Topics: l.Topics, Terms: termsVersion})
	}
	if err == nil {
		*l.known, err = r.rename(ctx, person, l.Name)
	}
	return err
}

// asks reports whether this is the step that a learner stands before.
func (r *replay) asks(ctx context.Context, l learner, step experts.Step) (bool, error) {
	way, err := r.school.Way(ctx, *l.known)
	return slices.ContainsFunc(way, func(s experts.Standing) bool { return s.Topic == l.Topics[0] && s.Step == step }), err
}

func (r *replay) sitTest(ctx context.Context, l learner) error {
	if asked, err := r.asks(ctx, l, experts.StepTest); !asked || err != nil {
		return err
	}
	a, err := r.school.Begin(ctx, *l.known, idFor(l.began, "attempt", l.Email), l.Topics[0], "")
	if err != nil {
		return err
	}
	var answers []experts.Answer
	for _, item := range a.Paper {
		if !item.Kind.Judged() {
			answers = append(answers, experts.Answer{Question: item.Question, Chosen: item.Right})
		}
	}
	_, err = r.school.HandIn(ctx, *l.known, a.ID, answers)
	return err
}

func (r *replay) practise(ctx context.Context, l learner) error {
	if asked, err := r.asks(ctx, l, experts.StepPractice); !asked || err != nil {
		return err
	}
	for i, answer := range l.Applied.Practice {
		if _, err := r.school.AnswerCase(ctx, *l.known, r.requestID(i), idFor(l.began, "practice", l.Email, strconv.Itoa(i)), "", answer); err != nil {
			return err
		}
	}
	return nil
}

func (r *replay) judge(ctx context.Context, l learner) error {
	open, err := r.school.Judgements(ctx, r.cast.staff[0])
	if err != nil {
		return err
	}
	for _, j := range open {
		if j.Alias != l.Name {
			continue
		}
		if err := r.school.JudgePractice(ctx, r.cast.staff[0], j.ID, true, ""); err != nil {
			return err
		}
	}
	return nil
}

func (r *replay) approve(ctx context.Context, l learner) error {
	if !l.expert {
		return nil
	}
	asked, err := r.asks(ctx, l, experts.StepApproval)
	if err != nil {
		return err
	}
	if asked {
		if err := r.school.Approve(ctx, r.cast.staff[0], l.known.ID, l.Topics[0]); err != nil {
			return err
		}
		if _, err := r.register.SetAvailable(ctx, l.known.ID, true); err != nil {
			return err
		}
	}
	*l.known, err = r.register.Find(ctx, l.known.ID)
	return err
}

// audits are what admins and experts have done about audits.
func (r *replay) audits() (all []scene) {
	for _, a := range r.Content.School.Audits {
		all = append(all, scene{at: r.ago(a.Age), deed: func(ctx context.Context) error {
			if a.Every > 0 {
				return r.school.SetAuditRate(ctx, r.cast.admin, r.Content.School.Test.Topic, a.Every)
			}
			return r.audit(ctx, r.cast.who(a.By, 0), a.Text)
		}})
	}
	return all
}

// audit has an expert answer what is due to them, if anything is.
func (r *replay) audit(ctx context.Context, expert people.Person, text string) error {
	a, err := r.school.NextAudit(ctx, expert)
	if err != nil || a == nil {
		return err
	}
	if text == "" {
		text = r.sample(a.Subject)
	}
	_, err = r.school.AnswerAudit(ctx, expert, a.ID, text)
	return err
}

func (r *replay) sample(subject string) string {
	for _, k := range r.Content.School.Test.Requests {
		if w := k.Words[r.Content.School.Test.Language]; w.Subject == subject {
			return w.Sample
		}
	}
	return ""
}
