// Package workers keeps the desk's promises.
//
// A promise is a row of desk.jobs, written in the transaction of the act it
// follows (tickets.Job). The relay leases what is due and hands it to asynq,
// which carries it to a worker on any node; the worker lets the desk do what was
// promised, and the desk marks the row done in the same transaction. So the
// table is the truth and Redis is only the road: a task that is lost, doubled
// or late changes nothing but the time. A lease that lapses is given again, an
// emptied Redis is noticed within a second or two (marker.go), and while Redis
// is away the relay's own process does the work (relay.go).
//
// A job that fails is put off longer each time and is dead after the twentieth;
// dead rows stay in the table for somebody to look at.
package workers
