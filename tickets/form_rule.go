package tickets

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"kontor/internal/fault"
	"kontor/privacy"
)

// FormRule lets a field of the form that a customer filled in choose another policy
// than the topic's: a ticket whose field holds this value, whatever its case.
type FormRule struct {
	Field  string `json:"field"`
	Value  string `json:"value"`
	Policy string `json:"policy" enum:"experts_first,staff_only"`
}

const maxFormRules = 20

// For is the topic as it holds for a ticket with this form, as masking shows it.
func (t Topic) For(fields json.RawMessage) Topic {
	if len(t.FormRules) == 0 {
		return t
	}
	var form map[string]string
	if json.Unmarshal(fields, &form) != nil {
		return t
	}
	for _, r := range t.FormRules {
		if r.fits(form) {
			t.Policy = r.Policy
			break
		}
	}
	return t
}

func (r FormRule) fits(form map[string]string) bool {
	for name, value := range form {
		if sameWord(name, r.Field) && sameWord(value, r.Value) {
			return true
		}
	}
	return false
}

func sameWord(a, b string) bool {
	return privacy.Fold(strings.TrimSpace(a)) == privacy.Fold(strings.TrimSpace(b))
}

// asksExperts reports whether any ticket of the topic is for experts.
func (t Topic) asksExperts() bool {
	return t.Policy == ExpertsFirst || slices.ContainsFunc(t.FormRules, func(r FormRule) bool { return r.Policy == ExpertsFirst })
}

func (t Topic) checkFormRules() error {
	wrong := fault.Invalid("a rule of the form cannot be accepted")
	if len(t.FormRules) > maxFormRules {
		return wrong.With("form_rules", "has more than 20 members")
	}
	for i, r := range t.FormRules {
		if text := r.fault(t.Form); text != "" {
			wrong.With(fmt.Sprintf("form_rules[%d]", i), text)
		}
	}
	return orNil(wrong)
}

// fault is what is wrong with a rule. It must not look at what experts do not get: where
// a ticket goes would tell them.
func (r FormRule) fault(form Form) string {
	empty := strings.TrimSpace(r.Field) == "" || strings.TrimSpace(r.Value) == "" || r.Policy != ExpertsFirst && r.Policy != StaffOnly
	if empty || checkText("form_rules", r.Field, maxFieldName) != nil || checkText("form_rules", r.Value, maxField) != nil {
		return "needs a field, a value and a policy"
	}
	field, asked := form.Field(r.Field)
	switch {
	case len(form) == 0:
		return ""
	case !asked:
		return "names a field that the form does not have"
	case field.StaffOnly:
		return "names a field that is for staff alone"
	case field.wrong(r.Value) != "":
		return "names a value that the field cannot hold"
	}
	return ""
}

func listJSON[T any](list []T) string {
	if list == nil {
		return "[]"
	}
	raw, _ := json.Marshal(list)
	return string(raw)
}
