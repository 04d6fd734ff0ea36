package people

import (
	"context"
	"fmt"
	"sync"
	"time"

	"kontor/internal/postgres"
	"kontor/privacy"
)

// rules are the organisation's own rules of one version.
type rules struct {
	version int
	own     *privacy.Rules
	broken  bool // the engine does not take them (any more)
}

// rulebook remembers the rules. Every text is masked with rules that were looked
// at moments ago: another node may have changed them.
type rulebook struct {
	mu     sync.Mutex
	rules  rules
	looked time.Time // zero: never
}

// rulesFor is how long rules are used without a look. Masking anew begins later
// than that after a change, so that no node leaves texts behind that it misses.
const rulesFor = 2 * time.Second

// RulesSettle is when every node masks with rules that were changed now.
const RulesSettle = 5 * rulesFor

func (b *rulebook) current(ctx context.Context, q *postgres.Statements) (rules, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.looked.IsZero() && time.Since(b.looked) < rulesFor {
		return b.rules, nil
	}
	now := time.Now()
	read, err := readRules(ctx, q, b.rules)
	if err != nil {
		return rules{}, err
	}
	b.rules, b.looked = read, now
	return read, nil
}

// readRules reads the rules if they are not those of the version known.
func readRules(ctx context.Context, q *postgres.Statements, known rules) (rules, error) {
	var rows []struct {
		Version int     `db:"version"`
		Kind    *string `db:"kind"`
		Pattern *string `db:"pattern"`
	}
	err := q.Select(ctx, &rows, `
		SELECT v.version, r.kind, r.pattern
		FROM (SELECT coalesce((SELECT value::text::integer FROM desk.settings WHERE key = 'mask_rules'), 0) AS version) v
		LEFT JOIN desk.mask_rules r ON r.active AND v.version <> $1 ORDER BY r.made_at, r.id`, known.version)
	if err != nil {
		return rules{}, fmt.Errorf("read rules: %w", err)
	}
	if rows[0].Version == known.version {
		return known, nil
	}
	read := rules{version: rows[0].Version}
	var list []privacy.Rule
	for _, r := range rows {
		if r.Kind != nil {
			list = append(list, privacy.Rule{Kind: *r.Kind, Pattern: *r.Pattern})
		}
	}
	read.own, err = privacy.CompileRules(list)
	read.broken = err != nil
	return read, nil
}

// with gives the dossier these rules. Rules that cannot be used hide everything:
// what they were to hide must not be seen.
func (d *Dossier) with(r rules) *Dossier {
	changed := *d
	changed.rules = r.version
	if changed.Masker = d.bare.With(r.own); r.broken {
		changed.Masker = new(privacy.Masker)
	}
	return &changed
}

// ForgetRules has the organisation's own rules read again by whoever masks next
// on this node.
func (r *Register) ForgetRules() {
	r.rules.mu.Lock()
	defer r.rules.mu.Unlock()
	r.rules.looked = time.Time{}
}

// MaskVersion is that of texts that are masked now.
func (r *Register) MaskVersion(ctx context.Context) (int, error) {
	current, err := r.rules.current(ctx, r.quick)
	return (&Dossier{rules: current.version}).MaskVersion(), err
}

// Stranger is the dossier of somebody of whom nothing is known any more: it masks by
// patterns and rules alone and has no key.
func (r *Register) Stranger(ctx context.Context) (*Dossier, error) {
	current, err := r.rules.current(ctx, r.quick)
	return (&Dossier{bare: privacy.Compile(privacy.Known{})}).with(current), err
}

// MaskerOf masks for somebody who is no customer yet, of whom this is known. It
// hides everything where the rules cannot be read.
func (r *Register) MaskerOf(ctx context.Context, k privacy.Known) (*privacy.Masker, error) {
	current, err := r.rules.current(ctx, r.quick)
	current.broken = current.broken || err != nil
	d := (&Dossier{bare: privacy.Compile(k)}).with(current)
	return d.Masker, err
}
