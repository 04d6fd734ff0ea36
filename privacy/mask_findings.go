package privacy

import (
	"slices"
	"strings"
)

// kind is what a finding is. The order decides between findings of the same
// length: the first one gives its name.
type kind uint8

const (
	kindName kind = iota
	kindAddress
	kindIBAN
	kindCard
	kindNationalID
	kindTaxID
	kindPassport
	kindBirthDate
	kindPlate
	kindURL
	kindIP
	kindEmail
	kindPhone
	kindOrder
	kindTyped // a bracket of something that the writer made look like a placeholder
	kinds
)

var kindNames = [kinds]string{
	kindName: "name", kindAddress: "address", kindIBAN: "iban", kindCard: "card",
	kindNationalID: "national-id", kindTaxID: "tax-id", kindPassport: "passport", kindBirthDate: "birth-date",
	kindPlate: "plate", kindURL: "url", kindIP: "ip",
	kindEmail: "e-mail", kindPhone: "phone", kindOrder: "order", kindTyped: "",
}

func (k kind) String() string { return kindNames[k] }

// finding is one place of the view that must not be shown.
type finding struct {
	start, end int
	kind       kind
	number     int    // for known values: 1 + position in Known
	key        string // for others: what makes two of them the same value
	own        bool   // found by a rule of the organisation, which knows best
}

// findings collects what the rules find, in any order and overlapping.
type findings struct {
	view *view
	all  []finding
}

func (f *findings) add(start, end int, k kind, number int, key string) {
	f.all = append(f.all, finding{start: start, end: end, kind: k, number: number, key: key})
}

// resolve sorts the findings and joins those that overlap: the union is
// hidden, under the name of the longest. Neighbouring parts of the same name
// become one.
func (f *findings) resolve() []finding {
	slices.SortFunc(f.all, func(a, b finding) int {
		if a.start != b.start {
			return a.start - b.start
		}
		if a.end != b.end {
			return b.end - a.end
		}
		return a.compare(b)
	})
	var out []finding
	var best int // length of the longest finding in the union
	for _, next := range f.all {
		if n := len(out); n > 0 && f.view.overlap(out[n-1], next) {
			best = out[n-1].join(next, best)
			continue
		}
		if n := len(out); n > 0 && f.view.sameName(out[n-1], next) {
			out[n-1].end, best = next.end, next.end-out[n-1].start
			continue
		}
		out = append(out, next)
		best = next.end - next.start
	}
	return out
}

// compare puts the finding first that names a place that both cover.
func (f finding) compare(g finding) int {
	switch {
	case f.kind == g.kind && (f.number == 0) != (g.number == 0):
		return g.number - f.number // what is known comes first
	case f.kind == g.kind:
		return f.number - g.number
	case f.own != g.own && f.own:
		return -1
	case f.own != g.own:
		return 1
	}
	return int(f.kind) - int(g.kind)
}

// overlap also holds where two findings share a character that folds to two.
func (v *view) overlap(a, b finding) bool {
	return b.start < a.end || v.from[b.start] < v.to[a.end-1]
}

// join takes b into the union f, whose longest part is best runes long. A phone
// number by pattern gets the number of the known one inside it, which lacks
// only the country code.
func (f *finding) join(b finding, best int) int {
	length := b.end - b.start
	f.end = max(f.end, b.end)
	switch {
	case length > best || length == best && b.compare(*f) < 0:
		number := b.number
		if number == 0 && b.kind == kindPhone && f.kind == kindPhone {
			number = f.number
		}
		f.kind, f.number, f.key, f.own = b.kind, number, b.key, b.own
	case f.number == 0 && b.kind == kindPhone && f.kind == kindPhone:
		f.number = b.number
	}
	return max(best, length)
}

// sameName reports whether two parts of one name stand beside each other, with
// nothing but spaces or one joining character between them.
func (v *view) sameName(a, b finding) bool {
	if a.kind != kindName || b.kind != kindName || b.start-a.end > 3 {
		return false
	}
	between := string(v.r[a.end:b.start])
	if a.number != b.number {
		return a.number > 0 && b.number > 0 && between == " " // whose parts are known one by one
	}
	return strings.Trim(between, " ") == "" || len(between) == 1 && strings.Contains("-._'", between)
}

// edit replaces bytes of the original.
type edit struct {
	from, to int
	with     string
	kind     kind
}

// edits gives every finding its placeholder, and adds the brackets that the
// writer typed where no finding covers them.
func (v *view) edits(found []finding, numbers *numbering) []edit {
	edits := make([]edit, 0, len(found))
	for _, f := range found {
		edits = append(edits, edit{int(v.from[f.start]), int(v.to[f.end-1]), numbers.placeholder(f), f.kind})
	}
	typed := v.typedBrackets()
	if len(typed) == 0 {
		return edits
	}
	return merge(edits, typed)
}

// merge puts b between a, leaving out what a covers. Both are in order.
func merge(a, b []edit) []edit {
	out := make([]edit, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case b[0].to <= a[0].from:
			out, b = append(out, b[0]), b[1:]
		case b[0].from < a[0].to:
			b = b[1:]
		default:
			out, a = append(out, a[0]), a[1:]
		}
	}
	return append(append(out, a...), b...)
}
