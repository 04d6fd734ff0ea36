package experts_test

import (
	"slices"
	"testing"

	"kontor/experts"
	"kontor/internal/fault"
)

// inDanish is the words of choice in Danish.
func inDanish() map[string]experts.QuestionWords {
	return map[string]experts.QuestionWords{"da": {Text: "Hvilken?", Options: []string{"forkert", "rigtig", "også forkert"}}}
}

// A test comes in the language that was asked for as far as it is written in it;
// what is not stands behind it and says what it is in.
func TestATestInALanguage(t *testing.T) {
	h := open(t)
	h.tests("parking")
	q := h.choice("parking")
	q.Translations = inDanish()
	_, err := h.SaveQuestion(h.ctx, h.admin, q)
	h.must(err)
	ann := h.applies("parking") // speaks English and Danish
	exam := h.at(ann, "parking", experts.StepTest).Exam
	if want := []experts.Written{{Language: "en", Questions: 2}, {Language: "da", Questions: 1}}; !slices.Equal(exam.Languages, want) {
		t.Errorf("it can be taken in %v, want %v", exam.Languages, want)
	}
	_, err = h.Begin(h.ctx, ann, newID(), "parking", "hu")
	h.refused(err, fault.KindInvalid, "language")
	a, err := h.Begin(h.ctx, ann, newID(), "parking", "da")
	h.must(err)
	first, second := a.Paper[0], a.Paper[1]
	if a.Language != "da" || first.Language != "da" || first.Text != "Hvilken?" || second.Language != "en" || second.Text != "Which?" {
		t.Fatalf("the paper in %s is %+v", a.Language, a.Paper)
	}
	if got := first.Options[first.Right[0]]; got != "rigtig" {
		t.Errorf("what is right in Danish is %q", got)
	}
	a, err = h.HandIn(h.ctx, ann, a.ID, right(a))
	h.must(err)
	if a.State != experts.Passed {
		t.Errorf("what is right in two languages is %s", a.State)
	}
}

func TestUnlessTheyNameALanguage(t *testing.T) {
	h := open(t)
	h.tests("parking")
	if a := h.begins(h.applies("parking"), "parking"); a.Language != "en" {
		t.Errorf("begun in %q, want the one of theirs that most is written in", a.Language)
	}
}

func TestTranslationsAreWhole(t *testing.T) {
	h := open(t)
	q := h.choice("parking")
	for field, change := range map[string]func(){
		"translations.da.options": func() { q.Translations["da"] = experts.QuestionWords{Text: "Hvilken?", Options: []string{"rigtig"}} },
		"translations.da.text":    func() { q.Translations["da"] = experts.QuestionWords{Options: []string{"a", "b", "c"}} },
		"translations": func() {
			q.Translations["en"] = experts.QuestionWords{Text: "Which?", Options: []string{"a", "b", "c"}}
		},
		"language": func() { q.Language = "xx" },
	} {
		q.Translations, q.Language = inDanish(), "en"
		change()
		_, err := h.SaveQuestion(h.ctx, h.admin, q)
		h.refused(err, fault.KindInvalid, field)
	}
	k := experts.Case{ID: newID(), Topic: "parking", Subject: "s", Text: "t", Sample: "a", Active: true,
		Translations: map[string]experts.CaseWords{"de": {Subject: "s", Text: "t", Sample: "gut", Keywords: []string{"nie"}}}}
	_, err := h.SaveCase(h.ctx, h.admin, k)
	h.refused(err, fault.KindInvalid, "translations.de.keywords")
}

// Practice is judged by the words of the language it was shown in, and stays in it.
func TestPracticeInALanguage(t *testing.T) {
	h := open(t)
	h.choice("parking")
	_, err := h.SaveCase(h.ctx, h.admin, experts.Case{ID: newID(), Topic: "parking", Subject: "Fine", Text: "I got one.", Keywords: []string{"appeal"}, Sample: "You can appeal.",
		Active: true, Translations: map[string]experts.CaseWords{"da": {Subject: "Bøde", Text: "Jeg fik en.", Keywords: []string{"klage"}, Sample: "Du kan klage."}}})
	h.must(err)
	h.tests("parking", func(t *experts.Test) { t.Practice = 1 })
	ann := h.applies("parking")
	h.passes(ann, "parking")
	shown, err := h.Exercises(h.ctx, ann, "parking", "da")
	h.must(err)
	if shown[0].Language != "da" || shown[0].Subject != "Bøde" {
		t.Fatalf("in Danish: %+v", shown[0])
	}
	x, err := h.AnswerCase(h.ctx, ann, shown[0].ID, newID(), "da", "You can appeal.")
	h.must(err)
	if x.State != experts.Failed {
		t.Errorf("the keyword of another language is %s", x.State)
	}
	x, err = h.AnswerCase(h.ctx, ann, shown[0].ID, newID(), "da", "De kan klage.")
	h.must(err)
	if x.State != experts.Judging {
		t.Errorf("the keyword of the language is %s", x.State)
	}
	if shown, err = h.Exercises(h.ctx, ann, "parking", "en"); err != nil || shown[0].Language != "da" {
		t.Errorf("what was answered in Danish is shown in %s, %v", shown[0].Language, err)
	}
	open, err := h.Judgements(h.ctx, h.lind)
	h.must(err)
	if open[0].Asked != "Bøde\n\nJeg fik en." || open[0].Guidance != "Du kan klage." {
		t.Errorf("the judge reads %+v", open[0])
	}
}

func TestNotesInALanguage(t *testing.T) {
	h := open(t)
	ann := h.applies("parking")
	h.must(h.Approve(h.ctx, h.lind, ann.ID, "parking"))
	_, err := h.SaveLesson(h.ctx, h.lind, experts.Lesson{ID: newID(), Topic: "parking", Language: "de", Title: "Neue Zonen", Text: "Ab Mai.", Active: true,
		Translations: map[string]experts.LessonWords{"da": {Title: "Nye zoner", Text: "Fra maj."}}})
	h.must(err)
	for asked, want := range map[string]string{"de": "Neue Zonen", "da": "Nye zoner", "hu": "Nye zoner"} { // she speaks Danish, not German
		own, err := h.OwnLessons(h.ctx, ann, asked)
		h.must(err)
		if own[0].Title != want {
			t.Errorf("asked for in %s it is %q in %s", asked, own[0].Title, own[0].Language)
		}
	}
}
