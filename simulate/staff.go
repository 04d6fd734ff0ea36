package simulate

import "time"

// Staff are there on weekdays.
const (
	staffFrom = 8 * time.Hour
	staffTo   = 17 * time.Hour
)

func (w *week) staffThere() bool {
	at := w.start.Add(w.now)
	hour := time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
	return at.Weekday() != time.Saturday && at.Weekday() != time.Sunday && hour >= staffFrom && hour < staffTo
}

// toStaff puts a ticket into the staff's queue.
func (w *week) toStaff(number int32, why string) {
	t := &w.tickets[number]
	w.waiting.remove(number)
	for i := range t.asked {
		t.asked[i].open = false
	}
	t.tier, t.toStaff = forStaff, why
	t.round++
	w.queue.push(number)
	w.deal()
}

// deal gives the tickets that have waited longest to staff who are free.
func (w *week) deal() {
	if !w.staffThere() {
		w.planOpening()
		return
	}
	for i, busy := range w.staffBusy {
		if busy {
			continue
		}
		number, ok := w.queue.pop()
		if !ok {
			return
		}
		w.takes(i, number)
	}
}

// takes lets one of the staff work on a ticket until it is solved.
func (w *week) takes(who int, number int32) {
	t := &w.tickets[number]
	took := w.luck.work(staffTime, uint64(number), 0, w.scenario.Assumed.StaffWork)
	w.staffBusy[who], t.tier, t.holder = true, withStaff, int32(who)
	if t.firstTaken == never {
		t.firstTaken = w.now
	}
	if t.firstReply == never {
		t.firstReply = w.now + min(took, firstWords)
	}
	w.staff.worked += took
	w.calendar.add(event{after: w.now + took, kind: staffDone, ticket: number, who: int32(who)})
}

// firstWords is how soon staff write who have taken a ticket.
const firstWords = 2 * time.Minute

func (w *week) staffEnds(e event) {
	t := &w.tickets[e.ticket]
	t.tier, t.ended = solvedByStaff, w.now
	w.staffBusy[e.who] = false
	w.staff.solved++
	w.staff.continues(w.last, t.Customer, -1-int(e.who))
	w.deal()
}

// planOpening lets staff look at their queue when they come next.
func (w *week) planOpening() {
	if w.queue.len() == 0 || w.opening > w.now {
		return
	}
	at := w.start.Add(w.now)
	next := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location()).Add(staffFrom)
	for !next.After(at) || next.Weekday() == time.Saturday || next.Weekday() == time.Sunday {
		next = next.AddDate(0, 0, 1)
	}
	w.opening = next.Sub(w.start)
	w.calendar.add(event{after: w.opening, kind: opens})
}

// tally is what is counted while the week goes by.
type tally struct {
	solved    int
	worked    time.Duration
	again     int // tickets of customers who had one solved before
	sameAgain int // and by the same person
}

func (y *tally) continues(last map[int]int, customer, who int) {
	if before, ok := last[customer]; ok {
		y.again++
		if before == who {
			y.sameAgain++
		}
	}
	last[customer] = who
}
