package tickets

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kontor/internal/fault"
)

// What fits and what does not, for each kind of field.
var fitting = map[FieldKind]*rapid.Generator[string]{
	FieldText:   rapid.StringMatching(`[!-~ß][a-zß ]{0,98}[!-~ß]`),
	FieldLong:   rapid.StringMatching(`[!-~ß][a-z\n]{0,500}[!-~ß]`),
	FieldChoice: rapid.SampledFrom([]string{"car", "van"}),
	FieldYesNo:  rapid.SampledFrom([]string{"yes", "no"}),
	FieldDate:   rapid.SampledFrom([]string{"2025-03-01", "2024-02-29", "0999-01-01"}),
	FieldNumber: rapid.StringMatching(`-?[0-9]{1,15}(\.[0-9]{1,6})?`),
}

var wrong = map[FieldKind]*rapid.Generator[string]{
	FieldText:   rapid.Just(strings.Repeat("ß", maxLine+1)),
	FieldChoice: rapid.SampledFrom([]string{"bike", "Car", "[name 1]"}),
	FieldYesNo:  rapid.SampledFrom([]string{"maybe", "true", "Yes"}),
	FieldDate:   rapid.SampledFrom([]string{"2026-02-30", "22.11.2026", "2026-1-1", "tomorrow"}),
	FieldNumber: rapid.SampledFrom([]string{"1,5", "1e9", ".5", "1234567890123456", "٣٤٥", "five"}),
}

func drawForm(t *rapid.T) Form {
	form := make(Form, rapid.IntRange(1, maxFormFields).Draw(t, "fields"))
	for i := range form {
		form[i] = FormField{Key: fmt.Sprintf("field-%d", i), Kind: rapid.SampledFrom(fieldKinds).Draw(t, "kind"), Labels: map[string]string{"da": "Felt"},
			Required: rapid.Bool().Draw(t, "required"), StaffOnly: rapid.Bool().Draw(t, "staff only")}
		if form[i].Kind == FieldChoice {
			form[i].Options = []FieldOption{{"car", map[string]string{"en": "Car"}}, {"van", map[string]string{"en": "Van"}}}
		}
	}
	return form
}

// drawValues fills in all that is required and some of the rest.
func drawValues(t *rapid.T, form Form) map[string]string {
	values := map[string]string{}
	for _, f := range form {
		if f.Required || rapid.Bool().Draw(t, "filled") {
			values[f.Key] = fitting[f.Kind].Draw(t, "value")
		}
	}
	return values
}

func TestAFormTakesWhatItAsksFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		form := drawForm(t)
		if err := form.check(); err != nil {
			t.Fatal(err)
		}
		values := drawValues(t, form)
		sloppy := map[string]string{}
		for _, f := range form {
			value, filled := values[f.Key]
			if filled || !f.Required {
				sloppy[f.Key] = " " + value + "\n\u200b"
			}
		}
		tidied := form.tidy(sloppy)
		if err := form.checkValues(tidied); err != nil || !maps.Equal(tidied, values) {
			t.Fatalf("%v: %v of %v", err, tidied, values)
		}
		open, staffOnly := form.split(values)
		for key, value := range values {
			f, _ := form.Field(key)
			if o, s := open[key], staffOnly[key]; f.StaffOnly && (o != "" || s != value) || !f.StaffOnly && (o != value || s != "") {
				t.Errorf("%s (staff only: %v) went to desk as %q and was sealed as %q", key, f.StaffOnly, o, s)
			}
		}
		if len(open)+len(staffOnly) != len(values) {
			t.Errorf("%d and %d of %d values", len(open), len(staffOnly), len(values))
		}
	})
}

func TestAFormNamesWhatIsWrong(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		form := drawForm(t)
		values := drawValues(t, form)
		want := spoil(t, form, values)
		err := fault.As(form.checkValues(values))
		if err == nil || len(err.Fields) != 1 || err.Fields[0].Field != want {
			t.Fatalf("%+v instead of %s", err, want)
		}
		sent := values[strings.TrimPrefix(want, "fields.")]
		if said := err.Message + err.Fields[0].Message; len(sent) > 3 && strings.Contains(said, sent) {
			t.Errorf("%q repeats what was sent", said)
		}
	})
}

// spoil makes one thing wrong, and says what should be named.
func spoil(t *rapid.T, form Form, values map[string]string) string {
	f := rapid.SampledFrom(form).Draw(t, "spoilt")
	switch bad := wrong[f.Kind]; {
	case f.Required && rapid.Bool().Draw(t, "left out"):
		delete(values, f.Key)
	case bad != nil && rapid.Bool().Draw(t, "wrong"):
		values[f.Key] = bad.Draw(t, "value")
	default:
		values["canary"] = "canary"
		return "fields"
	}
	return "fields." + f.Key
}

func TestWithoutAFormAnythingGoes(t *testing.T) {
	given := map[string]string{"Any Name": "  any value "}
	if err := Form(nil).checkValues(given); err != nil {
		t.Error(err)
	}
	if open, staffOnly := Form(nil).split(Form(nil).tidy(given)); !maps.Equal(open, given) || len(staffOnly) != 0 {
		t.Errorf("%v and %v", open, staffOnly)
	}
}
