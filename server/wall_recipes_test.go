package server

import (
	"context"
	"maps"
	"net/http"
	"slices"

	"kontor/people"
	"kontor/rewards"
)

// recipe is how a route is asked so that it would succeed for whom it is meant.
type recipe struct {
	stage  string                                                        // of the ticket, one of those in wall_world_test.go; held is the usual one
	path   func(w *world, column string, number int64) map[string]string // what stands for {id} and the like
	ask    func(w *world) string                                         // a query that is sent with it
	peer   string                                                        // who may know of the ticket here, though they have nothing to do with it
	query  []string                                                      // further queries to look for canaries in, beside none
	body   func(w *world, column string, number int64) any               // what is sent; nil: an empty object
	first  func(c *client, column string)                                // what who asks does before
	again  bool                                                          // changes who asks: with a session or person of its own
	opened bool                                                          // shows staff what they have opened
}

func fixed(body any) func(*world, string, int64) any {
	return func(*world, string, int64) any { return body }
}

func id(value string) func(*world, string, int64) map[string]string {
	return func(*world, string, int64) map[string]string { return map[string]string{"id": value} }
}

func target(w *world, _ string, _ int64) map[string]string {
	return map[string]string{"id": w.target().String()}
}

func thisMonth(w *world, _ string, _ int64) map[string]string {
	return map[string]string{"id": w.target().String(), "month": "2026-11"}
}

func rewardRate(w *world, _ string, _ int64) map[string]string {
	r, err := w.rewards.AddRate(context.Background(), people.System(), rewards.Rate{ID: newID(), Unit: "EUR", Amount: 5, ToHour: 24})
	w.must(err)
	return map[string]string{"id": r.ID.String()}
}

func taxes(*world, string, int64) map[string]string { return map[string]string{"topic": "tax"} }

func applicant(w *world, _ string, _ int64) map[string]string {
	return map[string]string{"id": w.applicant.String()}
}

func newApplicant(w *world, _ string, _ int64) map[string]string {
	return map[string]string{"id": w.applies(applicantWord).id.String()}
}

// about is a body that names something of the ticket.
func about(name string, find func(w *world, number int64) string, more obj) func(*world, string, int64) any {
	return func(w *world, _ string, number int64) any {
		body := obj{name: find(w, number)}
		maps.Copy(body, more)
		return body
	}
}

// confirmed is what somebody who comes again shows anew who they are with.
func confirmed(_ *world, column string, _ int64) any {
	if column == "other" {
		return obj{"password": "correct horse"}
	}
	return obj{"confirm": true}
}

// wishes has a customer confirm who they are and wish something of their data.
func wishes(what string) func(c *client, column string) {
	return func(c *client, column string) {
		if slices.Contains([]string{"visitor", "owner", "other"}, column) {
			c.post("/me/"+what, confirmed(nil, column, 0)).want(http.StatusCreated)
			c.h.work()
		}
	}
}

// recipes are of those routes that need more than an empty body and a ticket
// that its expert is at work on.
var recipes = map[string]recipe{
	"POST /customers": {again: true, body: func(*world, string, int64) any {
		return obj{"email": newID().String() + "@example.org", "password": "correct horse"}
	}},
	"POST /sessions":           {body: fixed(obj{"email": "cy@example.org", "password": "correct horse"})},
	"DELETE /sessions/current": {again: true},
	"GET /set-up":              {ask: func(w *world) string { return "?token=" + w.invitation() }, query: []string{"?token=x"}},
	"POST /set-up": {body: func(w *world, _ string, _ int64) any {
		return obj{"token": w.invitation(), "password": "correct horse"}
	}},
	"PATCH /me": {body: fixed(obj{"locale": "da"})},
	"PUT /me/profile": {again: true, body: func(_ *world, column string, _ int64) any {
		if column == "other" { // an account keeps the e-mail it signs in with
			return obj{"name": "Cy Other", "emails": []string{"cy@example.org"}}
		}
		return obj{"name": "Somebody Else"}
	}},
	"POST /tickets": {body: func(*world, string, int64) any { return obj{"id": newID(), "topic": "tax", "text": "How much?"} }},
	"GET /tickets": {query: []string{"?view=mine", "?view=offers", "?view=queue", "?view=all", "?view=all&state=open", "?view=all&state=resolved", "?view=all&topic=parking",
		"?view=all&q=" + canaryName, "?view=all&q=" + canaryOrder, "?view=all&q=" + staffWord, "?view=all&q=1001", "?view=all&limit=1", "?q=" + canaryEmail}},
	"GET /tickets/{number}/entries": {query: []string{"?after=2", "?last=200", "?last=2&before=5", "?after=0&limit=200"}},
	"POST /tickets/{number}/entries": {body: func(*world, string, int64) any {
		return obj{"id": newID(), "kind": "message", "text": "I write " + quotable}
	}},
	"POST /tickets/{number}/claim":        {stage: "asked"},
	"POST /tickets/{number}/skip":         {stage: "asked"},
	"POST /tickets/{number}/escalate":     {body: fixed(obj{"reason": "stuck", "note": helpersWord + " " + everyCanary})},
	"POST /tickets/{number}/handback":     {stage: "assigned", body: fixed(obj{"note": helpersWord + " " + everyCanary})},
	"POST /tickets/{number}/assign":       {stage: "queued"},
	"POST /tickets/{number}/reopen":       {stage: "resolved"},
	"POST /tickets/{number}/rating":       {stage: "resolved", body: fixed(obj{"stars": 3, "tags": []string{canaryName}, "comment": everyCanary})},
	"POST /tickets/{number}/personal":     {stage: "assigned", opened: true, body: fixed(obj{"reason": reasonWord + " " + everyCanary})},
	"POST /tickets/{number}/leak":         {body: about("entry", (*world).message, obj{"note": everyCanary})},
	"POST /tickets/{number}/hide":         {stage: "opened", opened: true, body: about("entry", (*world).message, nil)},
	"POST /tickets/{number}/release_held": {stage: "insisted", body: about("entry", (*world).insistedOn, nil)},
	"POST /tickets/{number}/drop_held":    {stage: "insisted", body: about("entry", (*world).insistedOn, obj{"note": helpersWord})},
	"POST /tickets/{number}/describe":     {stage: "attached", body: about("attachment", (*world).file, nil)},
	"GET /tickets/{number}/personal":      {stage: "opened", opened: true},
	"GET /tickets/{number}/attachments/{id}": {stage: "shown", opened: true, path: func(w *world, _ string, number int64) map[string]string {
		return map[string]string{"id": w.file(number)}
	}},
	"POST /me/confirm":               {again: true, body: confirmed},
	"POST /me/export":                {again: true, body: confirmed},
	"GET /me/export/file":            {again: true, first: wishes("export")},
	"POST /me/erasure":               {again: true, body: confirmed},
	"DELETE /me/erasure":             {again: true, first: wishes("erasure")},
	"POST /customers/{id}/erasure":   {path: leaver, body: fixed(obj{"reason": "came to the counter, " + everyCanary})},
	"DELETE /customers/{id}/erasure": {path: leaving},
	"GET /customers/{id}/access-log": {path: leaver},
	"POST /tickets/{number}/mask":    {body: fixed(obj{"text": "I am " + everyCanary})},
	"POST /mask":                     {body: fixed(obj{"text": "How much?"})},
	"POST /mask-rules": {body: func(*world, string, int64) any {
		return obj{"id": newID(), "name": "Cases", "kind": "order", "pattern": "ZZ-[0-9]{6}"}
	}},
	"PATCH /mask-rules/{id}":    {path: anyRule, body: fixed(obj{"active": false})},
	"POST /mask-rules/try":      {body: fixed(obj{"kind": "order", "pattern": "ZZ-[0-9]{6}", "text": "ZZ-123456"})},
	"POST /mask-rules/proposal": {body: fixed(obj{"value": "ZZ-123456"})},
	"GET /customers":            {ask: func(*world) string { return "?q=" + canaryEmail }, query: []string{"", "?q=" + canaryName}},
	"PATCH /privacy":            {body: fixed(obj{"access_log_months": 24})},
	"POST /notifications/read":  {body: fixed(obj{"upto": 0})},
	"GET /people":               {query: []string{"?q=holder", "?role=expert", "?role=staff", "?q=holder@desk.example"}},
	"POST /people": {body: func(*world, string, int64) any {
		return obj{"id": newID(), "role": "expert", "name": "New", "email": newID().String() + "@desk.example", "topics": []string{"parking"}}
	}},
	"PATCH /people/{id}":           {path: target, body: fixed(obj{"name": "Renamed"})},
	"POST /people/{id}/invitation": {path: target},
	"POST /topics": {body: func(*world, string, int64) any {
		return obj{"id": "t" + newID().String()[24:], "names": obj{"en": "New"}, "policy": "staff_only", "team": "shop"}
	}},
	"GET /helpers/{id}": {path: target},
	"POST /me/ratings/contests": {body: func(w *world, _ string, _ int64) any {
		return obj{"ticket": w.rated(), "resolution": 1, "reason": everyCanary}
	}},
	"GET /contests": {path: func(w *world, _ string, _ int64) map[string]string { w.contested(); return nil }},
	"POST /contests/decisions": {body: func(w *world, _ string, _ int64) any {
		return obj{"ticket": w.contested(), "resolution": 1, "counts": true}
	}},
	"GET /me/earnings/{month}":          {path: thisMonth},
	"PUT /me/payee":                     {body: fixed(obj{"name": "Otto", "iban": "DE89370400440532013000", "password": "correct horse"})},
	"PATCH /rewards/policy":             {body: fixed(obj{"minimum": 100})},
	"POST /rewards/rates":               {body: func(*world, string, int64) any { return obj{"id": newID(), "unit": "EUR", "amount": 100} }},
	"DELETE /rewards/rates/{id}":        {path: rewardRate},
	"GET /rewards/experts/{id}":         {path: target},
	"GET /rewards/experts/{id}/{month}": {path: thisMonth},
	"POST /rewards/adjustments": {body: func(w *world, _ string, _ int64) any {
		return obj{"id": newID(), "person": w.target(), "unit": "EUR", "amount": 5, "reason": "a small thank you"}
	}},
	"POST /rewards/adjustments/mask": {body: func(w *world, _ string, _ int64) any {
		return obj{"person": w.target(), "reason": "a small thank you"}
	}},
	"POST /rewards/payouts":          {body: payoutOfWhatIsDue},
	"GET /rewards/payouts/{id}/file": {path: openPayout},
	"POST /rewards/payouts/{id}/end": {path: openPayout, body: fixed(obj{"state": "paid"})},
	"POST /rewards/payouts/{id}/take-back": {path: paidPayout, body: func(*world, string, int64) any {
		return obj{"id": newID(), "reason": "the bank sent it back"}
	}},
	"POST /tickets/{number}/examples": {stage: "resolved", body: about("entry", (*world).ofHolder, obj{"id": newID()})},
	"GET /examples":                   {query: []string{"?list=own", "?list=waiting", "?topic=parking", "?topic=tax"}},
	"DELETE /examples/{id}":           {path: sharedExample},
	"PUT /examples/{id}/vote":         {path: shownExample, body: fixed(obj{"useful": true})},
	"POST /examples/{id}/check":       {path: sharedExample, body: fixed(obj{"show": true})},
	"GET /me/audits/{id}":             {path: ownAudit},
	"POST /me/audits/{id}/answer":     {path: ownAudit, body: fixed(obj{"text": "So."})},
	"POST /me/audits/{id}/skip":       {path: ownAudit},
	"POST /audits/{id}/judgement":     {path: answeredAudit, body: fixed(obj{"counts": false})},
	"GET /tests/{topic}/audits":       {path: taxes},
	"PUT /tests/{topic}/audits":       {path: taxes, body: fixed(obj{"every": 0})},
	"POST /applications":              {body: func(*world, string, int64) any { return applicationBodyOf("New") }},
	"PUT /me/application":             {body: fixed(obj{"introduction": "I park.", "topics": []string{"parking"}})},
	"POST /attempts":                  {path: applied, body: func(*world, string, int64) any { return obj{"id": newID(), "topic": "trees"} }},
	"GET /attempts/{id}":              {path: underWay},
	"PUT /attempts/{id}/answers":      {path: underWay, body: fixed(obj{"answers": []obj{}})},
	"POST /attempts/{id}/finish":      {path: underWay},
	"GET /practice":                   {path: passed, ask: func(*world) string { return "?topic=trees" }, query: []string{""}},
	"POST /practice/{id}/answer":      {path: passed, body: func(*world, string, int64) any { return obj{"id": newID(), "text": "Water it."} }},
	"POST /me/lessons/{id}":           {path: lesson},
	"POST /me/terms": {path: newTerms, body: func(w *world, _ string, _ int64) any {
		return obj{"version": w.count(`SELECT max(version) FROM desk.expert_terms`)}
	}},
	"POST /judgements/{id}":             {path: answered, body: fixed(obj{"good": false, "note": "Not yet."})},
	"POST /experts/{id}/attempts":       {path: outOfAttempts, body: func(*world, string, int64) any { return obj{"id": newID(), "topic": "lakes", "reason": "Once more."} }},
	"POST /tickets/{number}/review":     {stage: "reviewed", peer: "stranger"},
	"GET /applications/{id}":            {path: applicant, opened: true},
	"POST /applications/{id}/approve":   {path: applicant, body: fixed(obj{"topic": "parking"})},
	"POST /applications/{id}/decline":   {path: newApplicant, body: fixed(obj{"reason": "No."})},
	"PUT /lessons/{id}":                 {body: fixed(obj{"topic": "tax", "title": "New", "text": "Read this."})},
	"GET /tests/{topic}":                {path: taxes},
	"PUT /tests/{topic}":                {path: taxes, body: fixed(testBody(obj{}))},
	"PUT /tests/{topic}/questions/{id}": {path: taxes, body: fixed(obj{"kind": "short", "text": "Why?"})},
	"PUT /tests/{topic}/practice/{id}":  {path: taxes, body: fixed(obj{"subject": "s", "text": "t", "sample": "a"})},
	"POST /expert-terms":                {body: fixed(obj{"texts": obj{"en": "Be kind."}})},
	"PUT /expert-page":                  {body: fixed(obj{"open": true, "about": obj{}, "earn": obj{}})},
	"POST /simulations":                 {body: fixed(obj{"days": 1, "per_day": 5, "staff": 1, "experts": 2})},
	"PATCH /topics/{id}":                {path: id("tax"), body: fixed(obj{"position": 2})},
	"GET /topics/{id}/experience":       {path: id("parking")},
	"POST /teams":                       {body: func(*world, string, int64) any { return obj{"id": "t" + newID().String()[24:], "name": "New"} }},
	"PATCH /teams/{id}":                 {path: id("shop"), body: fixed(obj{"name": "Shop"})},
	"PUT /me/contacts": {body: func(w *world, column string, _ int64) any {
		if column == "owner" {
			return obj{"ticket": w.resolved()}
		}
		return obj{"ticket": 1}
	}},
	"DELETE /me/contacts/{kind}":       {path: func(*world, string, int64) map[string]string { return map[string]string{"kind": "expert"} }},
	"GET /tickets/{number}/contact":    {stage: "assigned"},
	"PUT /tickets/{number}/contact":    {stage: "assigned"},
	"DELETE /tickets/{number}/contact": {stage: "assigned"},
	"PATCH /regulars/{id}":             {path: regular, body: func(w *world, _ string, _ int64) any { return obj{"person": w.who["elsewhere"].id} }},
	"DELETE /regulars/{id}":            {path: regular},
	"POST /absences":                   {body: func(w *world, _ string, _ int64) any { return w.farAway(30) }},
	"DELETE /absences/{id}":            {path: absent},
	"GET /people/{id}/regulars":        {path: target},
	"GET /people/{id}/deputy":          {path: themself},
	"PUT /people/{id}/deputy":          {path: themself},
}
