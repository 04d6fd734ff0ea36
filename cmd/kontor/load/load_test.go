package load

import (
	"maps"
	"strings"
	"testing"
	"time"

	"kontor/internal/testkit"
)

// A whole desk, everybody at work: everything is as it should be, and nothing
// is left.
func TestEverythingHoldsAndNothingIsLeft(t *testing.T) {
	h := open(t)
	before := h.rows()
	var out strings.Builder
	report, err := Run(t.Context(), Options{Bases: []string{h.url}, Database: h.db.OwnerDSN, Keyring: testkit.Keyring(t),
		Customers: 6, Experts: 3, Staff: 3, For: 3 * time.Second, Pace: 20, Seed: 7, Out: &out})
	if err != nil {
		t.Fatal(err)
	}
	report.Print(&out)
	if !report.Held() {
		t.Errorf("broken:\n%s", &out)
	}
	if report.Acked < 50 || report.Received < 100 || report.Unacked > 0 || report.Delivery.N == 0 {
		t.Errorf("too little happened:\n%s", &out)
	}
	if after := h.rows(); !maps.Equal(before, after) {
		t.Errorf("rows before %v\nrows after %v", before, after)
	}
}
