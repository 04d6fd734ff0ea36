// Package fault is the vocabulary of errors a user may be shown.
//
// A fault has a kind, a message fit for the person who caused it (it never
// repeats what they sent), and perhaps details by field and a cause for the
// log. Every other error is internal: it is logged once with its request id
// and shown as "internal error". HTTP statuses are chosen in server/errors.go.
package fault

import (
	"errors"
	"fmt"
	"time"
)

// Kind says what went wrong in the words of the API's `code`.
type Kind string

// The kinds, as they appear in problems and error frames.
const (
	KindInvalid         Kind = "invalid"
	KindUnauthenticated Kind = "unauthenticated"
	KindForbidden       Kind = "forbidden"
	KindNotFound        Kind = "not_found"
	KindConflict        Kind = "conflict"
	KindRisky           Kind = "risky" // may be insisted on
	KindLimited         Kind = "limited"
	KindUnavailable     Kind = "unavailable"
	KindInternal        Kind = "internal"
)

// Field names one input that is wrong and why, without its value.
type Field struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Error is a fault. Build one with the functions of this package.
type Error struct {
	Kind       Kind
	Message    string
	Fields     []Field
	RetryAfter time.Duration
	Cause      error
}

func (e *Error) Error() string {
	if e.Cause != nil {
		return e.Message + ": " + e.Cause.Error()
	}
	return e.Message
}

// Unwrap gives the cause, which is for the log and never for the user.
func (e *Error) Unwrap() error { return e.Cause }

// With adds what is wrong with one field.
func (e *Error) With(field, message string) *Error {
	e.Fields = append(e.Fields, Field{Field: field, Message: message})
	return e
}

// Because adds the cause for the log.
func (e *Error) Because(cause error) *Error {
	e.Cause = cause
	return e
}

func newf(kind Kind, format string, args []any) *Error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// Invalid is input that cannot be accepted as it is.
func Invalid(format string, args ...any) *Error { return newf(KindInvalid, format, args) }

// Unauthenticated is a request without a valid session.
func Unauthenticated(format string, args ...any) *Error {
	return newf(KindUnauthenticated, format, args)
}

// Forbidden is an act that this person's role does not have. What a person may
// not see is NotFound instead.
func Forbidden(format string, args ...any) *Error { return newf(KindForbidden, format, args) }

// NotFound is a thing that does not exist or that this person may not see.
func NotFound(format string, args ...any) *Error { return newf(KindNotFound, format, args) }

// Conflict is an act that the present state does not allow.
func Conflict(format string, args ...any) *Error { return newf(KindConflict, format, args) }

// Risky is an act that whoever wants it should think about once more; they may
// insist.
func Risky(format string, args ...any) *Error { return newf(KindRisky, format, args) }

// Limited is too much in too short a time.
func Limited(after time.Duration, format string, args ...any) *Error {
	e := newf(KindLimited, format, args)
	e.RetryAfter = after
	return e
}

// Unavailable is a part of the house that does not answer now.
func Unavailable(after time.Duration, format string, args ...any) *Error {
	e := newf(KindUnavailable, format, args)
	e.RetryAfter = after
	return e
}

// As gives the fault inside err, or nil.
func As(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// Is reports whether err is a fault of this kind.
func Is(err error, kind Kind) bool {
	e := As(err)
	return e != nil && e.Kind == kind
}
