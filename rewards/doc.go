// Package rewards keeps what experts earn.
//
// An expert's resolution of a ticket is written down as a solution (solution.go)
// and looked at again when its time of grace is over: if staff had no part in it
// and it was not reopened, it is worth what the most particular rates say
// (rate.go, pure). Skipping an offer costs nothing because nothing here knows of
// offers.
//
// Money and points live in a ledger by double entry (ledger.go) which is only
// ever added to: a transfer has postings that sum to zero in every unit, and its
// cause makes it happen once. PostgreSQL holds both, beside this package. What
// somebody is owed is a sum of postings and stands nowhere else.
//
// To whom payouts go (payee.go) is personal and sealed; it is opened to make the
// file for the bank (payout_csv.go, payout_sepa.go) and for nothing else.
package rewards
