package simulate

import (
	"slices"
	"time"

	"kontor/routing"
)

// Result is what came of a scenario under a policy.
type Result struct {
	Tickets    int            `json:"tickets"`
	ByExperts  int            `json:"by_experts" doc:"Solved without staff"`
	ByStaff    int            `json:"by_staff"`
	Unsolved   int            `json:"unsolved" doc:"0, or the simulation is wrong"`
	Taken      Quantiles      `json:"taken" doc:"From arrival until somebody takes it"`
	FirstReply Quantiles      `json:"first_reply" doc:"From arrival"`
	Solved     Quantiles      `json:"solved" doc:"From arrival"`
	Offers     float64        `json:"offers" doc:"Experts asked, per ticket"`
	Releases   int            `json:"releases" doc:"Claims released because no reply came"`
	ToStaff    map[string]int `json:"to_staff" doc:"By reason"`
	Experts    Load           `json:"experts" doc:"Tickets taken, per expert"`
	Newcomers  float64        `json:"newcomers" doc:"Share of the claims that were newcomers'"`
	StaffBusy  float64        `json:"staff_busy" doc:"Share of their time, 0 to 1"`
	StaffHours float64        `json:"staff_hours" doc:"Of work"`
	Same       float64        `json:"same" doc:"Of customers who came again: the share that had the same helper"`
	Cost       float64        `json:"cost" doc:"In whole units of the currency, with decimals: 12.5 is 12.50 euros"`
	Currency   string         `json:"currency" doc:"Of the cost"`
	Decisions  int            `json:"decisions" doc:"How often routing was asked"`
}

// Quantiles are times in seconds.
type Quantiles struct {
	Median float64 `json:"median" doc:"Seconds"`
	P90    float64 `json:"p90" doc:"Seconds"`
	P99    float64 `json:"p99" doc:"Seconds"`
}

// Load is how tickets are spread over experts.
type Load struct {
	Least  int `json:"least"`
	Median int `json:"median"`
	Most   int `json:"most"`
	Idle   int `json:"idle" doc:"Experts who had none"`
}

func (w *week) result() Result {
	r := Result{Tickets: len(w.tickets), ToStaff: map[string]int{}, Decisions: w.decisions, Experts: w.load(), StaffHours: w.staff.worked.Hours(), StaffBusy: w.staffBusyShare()}
	var taken, replied, solved []time.Duration
	offers := 0
	for i := range w.tickets {
		t := &w.tickets[i]
		offers += t.offers
		r.Releases += t.releases
		if t.toStaff != "" {
			r.ToStaff[t.toStaff]++
		}
		switch t.tier {
		case solvedByExpert:
			r.ByExperts++
		case solvedByStaff:
			r.ByStaff++
		default:
			r.Unsolved++
			continue
		}
		taken, replied, solved = append(taken, t.firstTaken-t.After), append(replied, t.firstReply-t.After), append(solved, t.ended-t.After)
	}
	r.Taken, r.FirstReply, r.Solved = quantiles(taken), quantiles(replied), quantiles(solved)
	r.Offers = ratio(offers, r.Tickets)
	r.Newcomers, r.Same = w.newcomers(), ratio(w.staff.sameAgain, w.staff.again)
	r.Currency = w.scenario.Assumed.Currency
	r.Cost = float64(r.ByExperts)*w.scenario.Assumed.Reward + r.StaffHours*w.scenario.Assumed.StaffHour
	return r
}

func quantiles(all []time.Duration) Quantiles {
	if len(all) == 0 {
		return Quantiles{}
	}
	slices.Sort(all)
	at := func(share float64) float64 { return all[min(int(share*float64(len(all))), len(all)-1)].Seconds() }
	return Quantiles{at(0.5), at(0.9), at(0.99)}
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func (w *week) load() Load {
	var had []int
	l := Load{}
	for _, e := range w.crew {
		had = append(had, e.claimed)
		if e.claimed == 0 {
			l.Idle++
		}
	}
	if len(had) > 0 {
		slices.Sort(had)
		l.Least, l.Median, l.Most = had[0], had[len(had)/2], had[len(had)-1]
	}
	return l
}

// newcomers is how much of the work those had who were new when the week began.
func (w *week) newcomers() float64 {
	all, theirs := 0, 0
	for _, e := range w.crew {
		all += e.claimed
		if before := (routing.Candidate{Tried: e.Tried}); before.Newcomer() {
			theirs += e.claimed
		}
	}
	return ratio(theirs, all)
}

func (w *week) staffBusyShare() float64 {
	var there time.Duration
	for day := range w.scenario.Days {
		if weekday := w.start.AddDate(0, 0, day).Weekday(); weekday != time.Saturday && weekday != time.Sunday {
			there += staffTo - staffFrom
		}
	}
	if there == 0 {
		return 0
	}
	return float64(w.staff.worked) / float64(there*time.Duration(w.scenario.Staff))
}
