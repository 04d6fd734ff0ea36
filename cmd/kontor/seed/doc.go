// Package seed fills an empty database with the demo by using the desk: people
// enter the register, and each story is replayed act by act on a clock that
// stands where the story does. So the demo has the logs, grants, ratings and
// notifications of a desk that was really used, and nothing in it was written
// past the rules.
//
// A replay may end at any moment and is taken up where it was: every act bears
// an id that follows from the story and from when the demo began.
package seed
