// Package subject gives people the rights that they have over the data about
// them (GDPR, articles 15, 17 and 20), and lets go by itself of what nobody
// needs any more.
//
// An export is everything about one customer in one ZIP, made by a job that
// reads page by page, and sealed on disk with the customer's own key. An erasure
// is planned first and may be undone in its time of grace; then it goes through
// phases, each of which may be done again, so that a node that dies in between
// leaves nothing half done. Retention empties tickets that were closed long
// enough ago, and erases visitors of whom nothing else is left.
//
// What this package does to tickets and people is done by packages tickets and
// people; here stands what is done, when, and in which order.
package subject
