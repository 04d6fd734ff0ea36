// Package faults is a stage on which Kontor is broken on purpose: nodes,
// PostgreSQL and Redis as processes of their own that can be killed, frozen,
// stopped and started again, and links between them that can be cut, swallow
// what is sent, or carry it late, twice and in another order.
//
// Its tests are the scenarios. Each lets something go wrong while people write
// to each other and a referee compares what everybody was given with the log.
// A few run with the other tests; KONTOR_FAULTS=all, which make faults sets,
// runs all of them and prints what was counted.
package faults
