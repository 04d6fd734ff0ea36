// Package recognition says how well somebody helps, and thanks them.
//
// A reputation (reputation.go, pure) is an average of stars that starts at what is
// usual, so that a newcomer is not last; in which old ratings fade, so that a bad
// day does not end anyone; and to which no single customer adds much, however
// often they rate. Badges (badge.go, pure) are earned by rules. A profile shows
// both under the helper's alias, with nothing about any customer.
//
// Who thinks that a rating is not about them contests it (contest.go); staff who
// did not get it themselves decide whether it counts. Nothing here ranks helpers
// against each other: counting volume alone makes good helpers hold back.
package recognition
