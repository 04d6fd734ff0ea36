// Package contact knows whom a customer usually talks to, who is away, and who
// answers today.
//
// A customer may have one personal contact among staff and one expert whom they
// want back. Contacts come first while they are there; that is decided where
// tickets find somebody (packages routing and tickets), with what this package
// says. An expert never learns who the customer is: a contact has an id of its
// own, and that is all they are told.
//
// Helpers are away from a time until another. Who stands in for whom is worked out
// by Roster, which is pure: deputies have deputies, and nobody goes round in
// circles.
package contact
