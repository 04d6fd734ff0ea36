package experts_test

import (
	"strings"
	"testing"

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
