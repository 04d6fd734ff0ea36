// Package postgres is everything about PostgreSQL that means nothing to the
// business: connecting, transactions, the errors worth telling apart, and a
// server of our own for those who bring none.
//
// The server of our own (Cluster) lives below the data directory, listens on a
// unix socket only and belongs to one Kontor at a time. Three logins can enter
// it, each by a random password: the owner of the database, the application,
// and the expert login that holds no right on personal data. Its superuser has
// no password and cannot enter at all.
package postgres
