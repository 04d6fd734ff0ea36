// Package tickets is the desk: the tickets, their logs, and everything that
// may happen to them.
//
// Whatever happens to a ticket is an act (act_*.go). Desk.Do locks the ticket,
// lets the act decide on a Case (flow.go: pure, no clock and no database of its
// own), and writes what was decided in the same transaction: entries of the
// log, the ticket's row, grants, offers and the jobs that follow (write.go).
// After the commit it rings the Bell; numbers go out, never text. Posts, the
// hot path, take the same decision and the same write many tickets at a time
// (batch.go).
//
// Text enters the package as the customer wrote it and is masked and sealed
// before the transaction (masking.go). Reading is done through a Window
// (window.go): customers see their own text, staff the masked text and what
// they have opened, experts what PostgreSQL lets the expert login see.
package tickets
