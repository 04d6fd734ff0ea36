package rewards

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// csv is the payout for a spreadsheet or for banks that read their own format.
func (o order) csv() ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	rows := [][]string{{"name", "iban", "amount", "currency", "reference", "date"}}
	for _, p := range o.Payments {
		rows = append(rows, []string{plain(p.Name), p.IBAN, p.decimal(), p.Unit, p.Reference, o.On.Format("2006-01-02")})
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// plain keeps a spreadsheet from taking a name for a formula.
func plain(text string) string {
	if strings.ContainsAny(text[:min(1, len(text))], "=+-@\t") {
		return "'" + text
	}
	return text
}
