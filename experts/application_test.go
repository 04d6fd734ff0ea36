package experts_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"kontor/experts"
	"kontor/internal/fault"
	"kontor/people"
)

func helperOf(name string, teams ...string) people.NewHelper {
	return people.NewHelper{Role: people.RoleStaff, Name: name, Teams: teams}
}

func TestTermsAreAcceptedAsTheyAre(t *testing.T) {
	h := open(t)
	first, err := h.PublishTerms(h.ctx, h.admin, map[string]string{"en": "Be kind.", "de": "Sei freundlich."}, 0)
	h.must(err)
	who := func() people.ApplicantInput {
		return people.ApplicantInput{ID: newID(), Email: newID().String() + "@example.org", Password: "correct horse", Name: "Ann", Languages: []string{"en"}}
	}
	a := experts.Application{Introduction: experts.Introduction{Text: "I park."}, Topics: []string{"parking"}}
	_, _, err = h.Apply(h.ctx, who(), a)
	h.refused(err, fault.KindConflict, "terms")
	a.Terms = first.Version
	ann, _, err := h.Apply(h.ctx, who(), a)
	h.must(err)
	second, err := h.PublishTerms(h.ctx, h.admin, map[string]string{"en": "Be very kind."}, 0)
	h.must(err)
	_, _, err = h.Apply(h.ctx, who(), a)
	h.refused(err, fault.KindConflict, "terms")
	if n := h.count(`SELECT count(*) FROM desk.people WHERE role = 'expert'`); n != 1 {
		t.Errorf("%d people have applied, want 1: who was refused left something", n)
	}
	a.Terms = second.Version
	h.must(h.ApplyAlso(h.ctx, ann, a))
	if n := h.count(`SELECT count(*) FROM desk.terms_accepted WHERE person = $1`, ann.ID); n != 2 {
		t.Errorf("%d versions were accepted, want both kept", n)
	}
	_, err = h.PublishTerms(h.ctx, h.lind, map[string]string{"en": "Mine."}, 0)
	h.refused(err, fault.KindForbidden)
}

// As many applications at a time as there are connections do not wait for each other.
func TestApplyingTakesOneConnection(t *testing.T) {
	h := open(t)
	h.db.App.SetMaxOpenConns(1)
	ctx, cancel := context.WithTimeout(h.ctx, time.Minute) // only what waits for itself gets there
	defer cancel()
	h.ctx = ctx
	h.applies("parking")
}

func TestBadApplications(t *testing.T) {
	h := open(t)
	for name, change := range map[string]func(*people.ApplicantInput, *experts.Application){
		"introduction": func(_ *people.ApplicantInput, a *experts.Application) { a.Text = " " },
		"video":        func(_ *people.ApplicantInput, a *experts.Application) { a.Video = "javascript:alert(1)" },
		"topics":       func(_ *people.ApplicantInput, a *experts.Application) { a.Topics = []string{"tax"} },
		"email":        func(p *people.ApplicantInput, _ *experts.Application) { p.Email = "x" },
		"password":     func(p *people.ApplicantInput, _ *experts.Application) { p.Password = "short" },
		"languages":    func(p *people.ApplicantInput, _ *experts.Application) { p.Languages = nil },
	} {
		who := people.ApplicantInput{ID: newID(), Email: "ann@example.org", Password: "correct horse", Name: "Ann", Languages: []string{"en"}}
		a := experts.Application{Introduction: experts.Introduction{Text: "I park."}, Topics: []string{"parking"}}
		change(&who, &a)
		_, _, err := h.Apply(h.ctx, who, a)
		h.refused(err, fault.KindInvalid, name)
	}
	_, err := h.SavePage(h.ctx, h.admin, experts.Page{})
	h.must(err)
	_, _, err = h.Apply(h.ctx, people.ApplicantInput{ID: newID(), Email: "ann@example.org", Password: "correct horse", Name: "Ann", Languages: []string{"en"}},
		experts.Application{Introduction: experts.Introduction{Text: "I park."}, Topics: []string{"parking"}})
	h.refused(err, fault.KindConflict) // nobody is taken at present
}

func TestStaffOpenAndDecline(t *testing.T) {
	h := open(t)
	ann := h.applies("parking")
	list, err := h.Applicants(h.ctx, h.lind)
	h.must(err)
	if len(list) != 1 || list[0].Alias != ann.Name {
		t.Fatalf("waiting: %+v", list)
	}
	o, err := h.Open(h.ctx, h.lind, ann.ID)
	h.must(err)
	if o.Name != "Ann Applicant" || o.Introduction.Text != "I park a lot." || !strings.HasSuffix(o.Email, "@example.org") {
		t.Errorf("opened: %+v", o)
	}
	if n := h.count(`SELECT count(*) FROM desk.audit_log WHERE act = 'application_opened' AND person = $1 AND target = $2`, h.lind.ID, ann.ID.String()); n != 1 {
		t.Errorf("that somebody looked is written %d times", n)
	}
	elsewhere := h.helper(helperOf("Elsewhere", "shop"))
	_, err = h.Open(h.ctx, elsewhere, ann.ID)
	h.refused(err, fault.KindNotFound)
	h.refused(h.Decline(h.ctx, h.lind, ann.ID, ""), fault.KindInvalid, "reason")
	h.must(h.Decline(h.ctx, h.lind, ann.ID, "Not this time."))
	own, err := h.Own(h.ctx, ann)
	h.must(err)
	if own.State != experts.ApplicationDeclined || own.Refusal != "Not this time." || len(own.Standings) != 0 {
		t.Errorf("the applicant reads %+v", own)
	}
	if own.AgainAt == nil || !own.AgainAt.Equal(h.clock.Now().Add(30*day)) {
		t.Errorf("the applicant may apply again at %v", own.AgainAt)
	}
	again := experts.Application{Introduction: experts.Introduction{Text: "Please."}, Topics: []string{"parking"}}
	h.refused(h.ApplyAlso(h.ctx, ann, again), fault.KindConflict)
	h.clock.Advance(30 * day)
	own, err = h.Own(h.ctx, ann)
	h.must(err)
	if own.AgainAt != nil {
		t.Errorf("the applicant may apply now, and not at %v", own.AgainAt)
	}
	h.must(h.ApplyAlso(h.ctx, ann, again))
	h.at(ann, "parking", experts.StepApproval)
}

func TestWhoIsNoExpertIsForgotten(t *testing.T) {
	h := open(t)
	h.tests("parking")
	ann, ben, cai := h.applies("parking"), h.applies("waste"), h.applies("waste")
	a := h.begins(ann, "parking")
	_, err := h.Save(h.ctx, ann, a.ID, right(a))
	h.must(err)
	h.must(h.Withdraw(h.ctx, ann))
	h.forgotten(ann)
	h.must(h.EndOverdue(h.ctx, a.ID)) // its promise still comes

	h.must(h.Approve(h.ctx, h.lind, ben.ID, "waste"))
	h.must(h.Withdraw(h.ctx, ben)) // is an expert, and stays one
	if n := h.count(`SELECT count(*) FROM vault.keys WHERE person = $1`, ben.ID); n != 1 {
		t.Error("an expert was forgotten")
	}

	h.must(h.Decline(h.ctx, h.lind, cai.ID, "No."))
	h.clock.Advance(179 * day)
	if n, err := h.ForgetDeclined(h.ctx); n != 0 || err != nil {
		t.Errorf("forgotten too early: %d, %v", n, err)
	}
	h.clock.Advance(day)
	if n, err := h.ForgetDeclined(h.ctx); n != 1 || err != nil {
		t.Errorf("%d forgotten, %v", n, err)
	}
	h.forgotten(cai)
}

// Who applies again in the last moment is not forgotten.
func TestWhoAppliesAgainIsNotForgotten(t *testing.T) {
	h := open(t)
	ann := h.applies("parking")
	h.must(h.Decline(h.ctx, h.lind, ann.ID, "No."))
	h.clock.Advance(180 * day)
	applying, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	defer applying.Rollback()
	_, err = applying.Exec(`SELECT FROM desk.people WHERE id = $1 FOR NO KEY UPDATE`, ann.ID)
	h.must(err)
	_, err = applying.Exec(`UPDATE desk.applications SET state = 'open', decided_at = NULL, decided_by = NULL WHERE person = $1`, ann.ID)
	h.must(err)
	forgotten := make(chan int, 1)
	go func() {
		n, err := h.ForgetDeclined(h.ctx)
		if err != nil {
			t.Error(err)
		}
		forgotten <- n
	}()
	h.waits("who forgets, for who applies")
	h.must(applying.Commit())
	if n := <-forgotten; n != 0 {
		t.Errorf("%d forgotten", n)
	}
	own, err := h.Own(h.ctx, ann)
	h.must(err)
	if own.State != experts.ApplicationOpen || own.Introduction.Text == "" {
		t.Errorf("after applying again: %+v", own)
	}
}

// forgotten fails if anything personal of somebody is left.
func (h *house) forgotten(p people.Person) {
	h.t.Helper()
	n := h.count(`SELECT (SELECT count(*) FROM vault.keys WHERE person = $1) + (SELECT count(*) FROM vault.identities WHERE person = $1)
		+ (SELECT count(*) FROM vault.personal_fields WHERE person = $1) + (SELECT count(*) FROM vault.introductions WHERE person = $1)
		+ (SELECT count(*) FROM vault.credentials WHERE person = $1) + (SELECT count(*) FROM vault.sessions WHERE person = $1)
		+ (SELECT count(*) FROM vault.attempt_answers a JOIN desk.attempts t ON t.id = a.attempt WHERE t.person = $1)
		+ (SELECT count(*) FROM desk.people WHERE id = $1 AND (active OR name <> 'erased'))`, p.ID)
	if n != 0 {
		h.t.Errorf("%d rows are left of who was forgotten", n)
	}
}

// However many have applied before: whoever may decide on an application can open it.
func TestTheLastOfManyApplicationsCanBeOpened(t *testing.T) {
	h := open(t)
	ann := h.applies("parking")
	_, err := h.db.Owner.ExecContext(h.ctx, `
		WITH before AS (INSERT INTO desk.people (id, role, name, created_at) SELECT gen_random_uuid(), 'expert', 'x', $1 FROM generate_series(1, 100) RETURNING id)
		INSERT INTO desk.applications (person, topics, state, applied_at, admitted) SELECT id, '{parking}', 'open', $1, true FROM before`, h.clock.Now().Add(-day))
	h.must(err)
	o, err := h.Open(h.ctx, h.lind, ann.ID)
	h.must(err)
	if o.Person != ann.ID || o.Introduction.Text == "" {
		t.Errorf("opened %+v", o)
	}
	h.must(h.Decline(h.ctx, h.lind, ann.ID, "There are many already."))
}

// Who passed the test until a moment ago is not approved past its new version; and
// nobody is approved twice.
func TestApprovalWaitsForANewVersion(t *testing.T) {
	h := open(t)
	h.tests("parking")
	ann := h.applies("parking")
	h.passes(ann, "parking")
	saving, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	defer saving.Rollback()
	_, err = saving.Exec(`UPDATE desk.tests SET major = 2 WHERE topic = 'parking'`)
	h.must(err)
	approved := make(chan error, 1)
	go func() { approved <- h.Approve(h.ctx, h.lind, ann.ID, "parking") }()
	h.waits("the approval, for the new version")
	h.must(saving.Commit())
	h.refused(<-approved, fault.KindConflict)
	h.at(ann, "parking", experts.StepTest)
	h.passes(ann, "parking")
	h.must(h.Approve(h.ctx, h.lind, ann.ID, "parking"))
	if err := h.Approve(h.ctx, h.lind, ann.ID, "parking"); err == nil || !strings.Contains(err.Error(), "already") {
		t.Errorf("approved twice: %v", err)
	}
}

// A version of the terms that is sent again is not another one.
func TestTermsSentTwiceAreOneVersion(t *testing.T) {
	h := open(t)
	for range 2 {
		terms, err := h.PublishTerms(h.ctx, h.admin, map[string]string{"en": "Be kind."}, 0)
		h.must(err)
		if terms.Version != 1 {
			t.Errorf("it is version %d", terms.Version)
		}
	}
	terms, err := h.PublishTerms(h.ctx, h.admin, map[string]string{"en": "Be kind, please."}, 0)
	h.must(err)
	if terms.Version != 2 {
		t.Errorf("other words are version %d", terms.Version)
	}
}
