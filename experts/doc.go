// Package experts is the way to becoming an expert, and what it takes to stay
// one: the application and its terms, a test for each topic, practice, approval
// by staff, probation, notes to learn, and qualifications that end.
//
// An applicant is a person of role expert without a topic. Nothing is offered to
// them and no ticket is granted to them, so that the wall needs no rule of its
// own for them. What they say of themselves, and every word they write on the
// way, is sealed with their own key in schema vault.
//
// Where somebody stands is not stored. It follows from what happened
// (standing.go): tests that were taken, practice that was judged, a
// qualification or how it ended. The rules are pure functions of these facts and
// of the time.
//
// A qualification, the row in desk.qualifications, is what routing asks for. An
// admin may give one without any of this. One that is reached here begins on
// probation: package tickets holds so many answers for a review.
package experts
