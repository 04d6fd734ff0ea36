package server

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"
)

// apiNumbers is what of the API's description says which numbers and times a route takes.
type apiNumbers struct {
	Paths map[string]map[string]struct {
		Parameters []struct {
			Name, In string
			Schema   apiType
		}
		RequestBody struct {
			Content map[string]struct{ Schema apiType }
		}
	}
	Components struct{ Schemas map[string]apiType }
}

type apiType struct {
	Ref        string `json:"$ref"`
	Type       any    // a word, or several where there may be nothing
	Format     string
	Properties map[string]apiType
}

// beyond are values of a type that are larger than a column of the database, or nearly.
func (s apiType) beyond() []any {
	switch {
	case strings.Contains(fmt.Sprint(s.Type), "integer"):
		return []any{3_000_000_000, -3_000_000_000}
	case s.Format == "date-time":
		return []any{"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"}
	}
	return nil
}

// bounds: a number or a time beyond all measure is refused, found nowhere or kept, and
// breaks nothing. Each stands in a body that would be right otherwise.
func (w *world) bounds(t *testing.T, n int64) {
	var api apiNumbers
	if err := json.Unmarshal(w.server.OpenAPI(), &api); err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, r := range Routes() {
		op := api.Paths[r.Path][strings.ToLower(r.Method)]
		column := map[Who]string{Experts: "holder", Helpers: "holder", Staff: "staff", Admins: "admin"}[r.Who]
		if column == "" {
			column = "owner"
		}
		try := func(path string, body any, name string, value any) {
			tried++
			if a := w.who[column].do(r.Method, path, body); a.status >= 500 {
				t.Errorf("%s %s with %s %v: %d", r.Method, r.Path, name, value, a.status)
			}
		}
		for _, p := range op.Parameters {
			for _, value := range p.Schema.beyond() {
				if p.In == "query" {
					try(fill(r.Path, n, nil)+fmt.Sprintf("?%s=%v", p.Name, value), nil, p.Name, value)
				} else {
					try(strings.ReplaceAll(r.Path, "{"+p.Name+"}", fmt.Sprint(value)), obj{}, p.Name, value)
				}
			}
		}
		body := op.RequestBody.Content["application/json"].Schema
		if body.Ref != "" {
			body = api.Components.Schemas[body.Ref[strings.LastIndex(body.Ref, "/")+1:]]
		}
		for name, property := range body.Properties {
			if values := property.beyond(); values != nil {
				path, right := w.right(r, column, n)
				for _, value := range values {
					sent := maps.Clone(right)
					sent[name] = value
					try(path, sent, name, value)
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d values were tried: the description says less than it did", tried)
	}
}

// right is how a route is asked so that it would succeed.
func (w *world) right(r Route, column string, n int64) (string, obj) {
	how := recipes[r.Method+" "+r.Path]
	var values map[string]string
	if how.path != nil {
		values = how.path(w, column, n)
	}
	body := obj{}
	if how.body != nil {
		body = how.body(w, column, n).(obj)
	}
	return fill(r.Path, n, values), body
}
