package server

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// The document describes every route of the table and nothing else, and all
// that it refers to is in it.
func TestOpenAPIDocument(t *testing.T) {
	h := open(t)
	a := h.page("/api/v1/openapi.json").want(http.StatusOK)
	if !strings.HasPrefix(a.text("openapi"), "3.1.") {
		t.Errorf("version %s", a.text("openapi"))
	}
	paths := a.at("paths").(map[string]any)
	documented := map[string]bool{}
	for path, item := range paths {
		for method, op := range item.(map[string]any) {
			documented[strings.ToUpper(method)+" "+path] = true
			checkOperation(t, path, op.(map[string]any))
		}
	}
	for _, r := range Routes() {
		if !documented[r.Method+" "+r.Path] {
			t.Errorf("%s %s is not documented", r.Method, r.Path)
		}
		delete(documented, r.Method+" "+r.Path)
	}
	if len(documented) > 0 {
		t.Errorf("documented, but no routes: %v", slices.Collect(maps.Keys(documented)))
	}
	checkReferences(t, a.at("components.schemas").(map[string]any), a.raw)
}

func checkOperation(t *testing.T, path string, op map[string]any) {
	t.Helper()
	for _, part := range []string{"operationId", "summary", "description", "responses", "tags"} {
		if op[part] == nil {
			t.Errorf("%s: no %s", path, part)
		}
	}
	for status, r := range op["responses"].(map[string]any) {
		content, _ := r.(map[string]any)["content"].(map[string]any)
		if strings.HasPrefix(status, "4") && content["application/problem+json"] == nil {
			t.Errorf("%s: %s is no problem", path, status)
		}
	}
}

func checkReferences(t *testing.T, schemas map[string]any, raw string) {
	t.Helper()
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if ref, ok := v["$ref"].(string); ok {
				name, found := strings.CutPrefix(ref, "#/components/schemas/")
				if !found || schemas[name] == nil {
					t.Errorf("%s refers to nothing", ref)
				}
			}
			for _, item := range v {
				walk(item)
			}
		case []any:
			for _, item := range v {
				walk(item)
			}
		}
	}
	var document any
	if err := json.Unmarshal([]byte(raw), &document); err != nil {
		t.Fatal(err)
	}
	walk(document)
	for _, name := range []string{"Ticket", "Entry", "EntryFacts", "Session", "Me", "Problem", "Topic", "Personal"} {
		if schemas[name] == nil {
			t.Errorf("no schema %s", name)
		}
	}
}

// The table can be read by others: each address once, and a word about each.
func TestTableOfRoutes(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Routes() {
		key := r.Method + " " + r.Path
		if seen[key] || r.Summary == "" || r.Who == "" || r.handle == nil {
			t.Errorf("%s is there twice or not whole", key)
		}
		seen[key] = true
	}
}
