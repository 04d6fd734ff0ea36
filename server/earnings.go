package server

import (
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/rewards"
)

// Earnings are what an expert has earned.
type Earnings struct {
	Balances []Balance       `json:"balances" nullable:"false" doc:"By unit: money first, then points"`
	Waiting  []WaitingReward `json:"waiting" nullable:"false" doc:"Solved, and due when the time of grace is over"`
	Months   []EarnedMonth   `json:"months" nullable:"false" doc:"Newest first"`
}

// Balance is what somebody has in one unit. Amounts are in its smallest unit.
type Balance struct {
	Unit    string `json:"unit" doc:"Three letters of ISO 4217, or points"`
	Owed    int64  `json:"owed" doc:"Earned and not paid yet"`
	Ordered int64  `json:"ordered" doc:"In a payout that is under way"`
	Paid    int64  `json:"paid"`
	Waiting int64  `json:"waiting" doc:"For tickets in their time of grace"`
}

// WaitingReward is a solved ticket that is not due yet.
type WaitingReward struct {
	Ticket    int64           `json:"ticket"`
	Topic     string          `json:"topic"`
	TopicName string          `json:"topic_name"`
	SolvedAt  time.Time       `json:"solved_at"`
	DueAt     time.Time       `json:"due_at"`
	Worth     []rewards.Money `json:"worth" nullable:"false"`
}

// EarnedMonth is what a month brought in one unit.
type EarnedMonth struct {
	Month    string `json:"month" doc:"Such as 2026-11, by the organisation's clock"`
	Unit     string `json:"unit"`
	Solved   int    `json:"solved" doc:"How many rewarded tickets"`
	Earned   int64  `json:"earned"`
	Adjusted int64  `json:"adjusted"`
	PaidOut  int64  `json:"paid_out"`
	Balance  int64  `json:"balance" doc:"What was owed at its end"`
}

// StatementLine is one change of what is owed.
type StatementLine struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	At        time.Time `json:"at"`
	Kind      string    `json:"kind" enum:"solved,adjusted,payout,called_off"`
	Ticket    *int64    `json:"ticket"`
	TopicName *string   `json:"topic_name"`
	Reason    *string   `json:"reason" doc:"Of an adjustment, masked; ticket is then what it is about, if anything"`
	Unit      string    `json:"unit"`
	Amount    int64     `json:"amount"`
}

// Statement is one month, line by line.
type Statement struct {
	Month  string          `json:"month"`
	Before []rewards.Money `json:"before" nullable:"false" doc:"What was owed at its beginning"`
	Lines  []StatementLine `json:"lines" nullable:"false"`
	After  []rewards.Money `json:"after" nullable:"false" doc:"What was owed at its end"`
}

func (s *Server) getEarnings(c *call, _ *struct{}) (Earnings, error) { return s.earningsOf(c, c.by.ID) }

func (s *Server) getEarningsOf(c *call, in *RewardInput) (Earnings, error) {
	if err := s.findExpert(c, in.ID); err != nil {
		return Earnings{}, err
	}
	return s.earningsOf(c, in.ID)
}

// findExpert hides everybody else.
func (s *Server) findExpert(c *call, id uuid.UUID) error {
	p, err := s.people.Find(c, id)
	if err == nil && p.Role != people.RoleExpert {
		return fault.NotFound("There is no such expert.")
	}
	return err
}

func (s *Server) earningsOf(c *call, expert uuid.UUID) (Earnings, error) {
	e, err := s.rewards.Earnings(c, expert)
	if err != nil {
		return Earnings{}, err
	}
	n, err := s.names.in(c, s.locale(c, ""))
	shape := Earnings{Balances: balanceShapes(e.Balances), Waiting: []WaitingReward{}, Months: []EarnedMonth{}}
	for _, w := range e.Waiting {
		shape.Waiting = append(shape.Waiting, WaitingReward{Ticket: w.Ticket, Topic: w.Topic, TopicName: n.topic(w.Topic), SolvedAt: w.SolvedAt.UTC(), DueAt: w.DueAt.UTC(), Worth: w.Worth})
	}
	for _, m := range e.Months {
		shape.Months = append(shape.Months, EarnedMonth{Month: m.Month, Unit: m.Unit, Solved: m.Solved, Earned: m.Earned, Adjusted: m.Adjusted, PaidOut: m.PaidOut, Balance: m.Balance})
	}
	return shape, err
}

func balanceShapes(balances []rewards.Balance) []Balance {
	shapes := make([]Balance, 0, len(balances))
	for _, b := range balances {
		shapes = append(shapes, Balance(b))
	}
	return shapes
}

type getStatementInput struct {
	Month string `path:"month" pattern:"^[0-9]{4}-[0-9]{2}$"`
}

func (s *Server) getStatement(c *call, in *getStatementInput) (Statement, error) {
	return s.statementOf(c, c.by.ID, in.Month)
}

type getStatementOfInput struct {
	ID    uuid.UUID `path:"id" format:"uuid"`
	Month string    `path:"month" pattern:"^[0-9]{4}-[0-9]{2}$"`
}

func (s *Server) getStatementOf(c *call, in *getStatementOfInput) (Statement, error) {
	if err := s.findExpert(c, in.ID); err != nil {
		return Statement{}, err
	}
	return s.statementOf(c, in.ID, in.Month)
}

func (s *Server) statementOf(c *call, expert uuid.UUID, month string) (Statement, error) {
	st, err := s.rewards.Statement(c, expert, month)
	if err != nil {
		return Statement{}, err
	}
	n, err := s.names.in(c, s.locale(c, ""))
	shape := Statement{Month: st.Month, Before: listed(st.Before), Lines: []StatementLine{}, After: listed(st.After)}
	for _, l := range st.Lines {
		line := StatementLine{ID: l.Transfer, At: l.At.UTC(), Kind: l.Kind, Reason: orNull(l.Reason), Unit: l.Unit, Amount: l.Amount}
		if l.Ticket != 0 {
			line.Ticket, line.TopicName = &l.Ticket, orNull(n.topic(l.Topic))
		}
		shape.Lines = append(shape.Lines, line)
	}
	return shape, err
}

// Payee is whom somebody's payouts go to.
type Payee struct {
	Name string `json:"name" doc:"As the bank knows it"`
	IBAN string `json:"iban"`
}

func (s *Server) getPayee(c *call, _ *struct{}) (Payee, error) {
	p, _, err := s.rewards.Payee(c, c.by.ID)
	return Payee(p), err
}

type putPayeeInput struct {
	Body struct {
		Payee
		Password string `json:"password,omitempty" doc:"Of your account; needed unless it was confirmed within ten minutes"`
	}
}

// putPayee asks who it is first: money must not go elsewhere because a browser was
// left open.
func (s *Server) putPayee(c *call, in *putPayeeInput) (Payee, error) {
	if err := s.confirm(c, &confirmInput{Body: &Confirmation{Password: in.Body.Password}}); err != nil {
		return Payee{}, err
	}
	p, err := s.rewards.SetPayee(c, c.by, rewards.Payee(in.Body.Payee))
	return Payee(p), err
}
