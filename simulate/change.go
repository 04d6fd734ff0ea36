package simulate

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"kontor/routing"
)

// changes are the parts of a policy that can be set by name.
var changes = map[string]func(p *routing.Policy, value string) error{
	"form":        func(p *routing.Policy, v string) error { p.Form = routing.Form(v); return nil },
	"languages":   func(p *routing.Policy, v string) error { p.Languages = strings.Fields(v); return nil },
	"wave":        number(func(p *routing.Policy) *int { return &p.WaveSize }),
	"waves":       number(func(p *routing.Policy) *int { return &p.Waves }),
	"newcomers":   number(func(p *routing.Policy) *int { return &p.Newcomers }),
	"min-chance":  number(func(p *routing.Policy) *int { return &p.MinChance }),
	"releases":    number(func(p *routing.Policy) *int { return &p.Releases }),
	"offer":       duration(func(p *routing.Policy) *time.Duration { return &p.OfferFor }),
	"take":        duration(func(p *routing.Policy) *time.Duration { return &p.TakeWithin }),
	"head-start":  duration(func(p *routing.Policy) *time.Duration { return &p.HeadStart }),
	"first-reply": duration(func(p *routing.Policy) *time.Duration { return &p.FirstReplyWithin }),
}

// Changeable names the parts of a policy that Change knows.
func Changeable() []string { return slices.Sorted(maps.Keys(changes)) }

// Change sets one part of a policy by name, and refuses what it may not be.
func Change(p *routing.Policy, name, value string) error {
	set, ok := changes[name]
	if !ok {
		return fmt.Errorf("a policy has no %q; it has %s", name, strings.Join(Changeable(), ", "))
	}
	if err := set(p, value); err != nil {
		return fmt.Errorf("%s cannot be %q: %w", name, value, err)
	}
	if bad := p.Check(); bad != nil {
		return fmt.Errorf("%s cannot be %q: %s", name, value, bad.Text)
	}
	return nil
}

func number(of func(p *routing.Policy) *int) func(*routing.Policy, string) error {
	return func(p *routing.Policy, value string) error {
		n, err := strconv.Atoi(value)
		if err != nil {
			return fmt.Errorf("must be a number")
		}
		*of(p) = n
		return nil
	}
}

func duration(of func(p *routing.Policy) *time.Duration) func(*routing.Policy, string) error {
	return func(p *routing.Policy, value string) error {
		d, err := time.ParseDuration(value)
		if err != nil {
			return fmt.Errorf("must be a time such as 90s or 10m")
		}
		*of(p) = d
		return nil
	}
}
