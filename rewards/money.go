package rewards

import (
	"cmp"
	"regexp"
	"slices"
)

// Points are counted beside money and never paid out.
const Points = "points"

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// Money is an amount in the smallest unit of a currency (cents), or points.
type Money struct {
	Unit   string `db:"unit" json:"unit" doc:"Three letters of ISO 4217, or points"`
	Amount int64  `db:"amount" json:"amount" doc:"In the smallest unit: cents, or whole points"`
}

func isUnit(unit string) bool { return unit == Points || currencyCode.MatchString(unit) }

// sums adds up by unit, in the order of units, money before points.
type sums map[string]int64

func (s sums) add(m Money) { s[m.Unit] += m.Amount }

func (s sums) list() []Money {
	all := make([]Money, 0, len(s))
	for unit, amount := range s {
		if amount != 0 {
			all = append(all, Money{unit, amount})
		}
	}
	sortMoney(all)
	return all
}

// sortMoney puts currencies, which are in capitals, before points.
func sortMoney(all []Money) {
	slices.SortFunc(all, func(a, b Money) int { return cmp.Compare(a.Unit, b.Unit) })
}
