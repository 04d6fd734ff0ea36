package server

import (
	"bytes"
	"context"
	"io"
	"time"

	"github.com/google/uuid"

	"kontor/privacy"
	"kontor/rewards"
)

// RewardPolicy is what the organisation has decided about rewards.
type RewardPolicy struct {
	GraceHours int    `json:"grace_hours" doc:"From solved until it is due"`
	Zone       string `json:"zone" doc:"Whose clock hours, days and months are of, such as Europe/Berlin"`
	Currency   string `json:"currency" doc:"That payouts are made in"`
	Minimum    int64  `json:"minimum" doc:"That a payout needs, in the smallest unit"`
	PayerName  string `json:"payer_name" doc:"As the bank knows the organisation"`
	PayerIBAN  string `json:"payer_iban"`
	PayerBIC   string `json:"payer_bic" doc:"Empty: the bank finds it by the IBAN"`
}

func (s *Server) getRewardPolicy(c *call, _ *struct{}) (RewardPolicy, error) {
	p, err := s.rewards.Policy(c)
	return RewardPolicy(p), err
}

type patchRewardPolicyInput struct {
	Body struct {
		GraceHours *int    `json:"grace_hours,omitempty"`
		Zone       *string `json:"zone,omitempty"`
		Currency   *string `json:"currency,omitempty"`
		Minimum    *int64  `json:"minimum,omitempty"`
		PayerName  *string `json:"payer_name,omitempty"`
		PayerIBAN  *string `json:"payer_iban,omitempty"`
		PayerBIC   *string `json:"payer_bic,omitempty"`
	}
}

func (s *Server) patchRewardPolicy(c *call, in *patchRewardPolicyInput) (RewardPolicy, error) {
	p, err := s.rewards.SetPolicy(c, c.by, rewards.PolicyUpdate(in.Body))
	return RewardPolicy(p), err
}

// Rate says what a solved ticket is worth. What is null or empty means any.
type Rate struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Topic     *string    `json:"topic"`
	TopicName *string    `json:"topic_name"`
	Language  *string    `json:"language"`
	Days      []int      `json:"days" nullable:"false" doc:"1 is Monday"`
	FromHour  int        `json:"from_hour"`
	ToHour    int        `json:"to_hour"`
	Unit      string     `json:"unit"`
	Amount    int64      `json:"amount"`
	ValidFrom time.Time  `json:"valid_from"`
	EndedAt   *time.Time `json:"ended_at"`
}

func rateShape(r rewards.Rate, n names) Rate {
	shape := Rate{ID: r.ID, Topic: orNull(r.Topic), Language: orNull(r.Language), Days: listed(r.Days), FromHour: r.FromHour, ToHour: r.ToHour,
		Unit: r.Unit, Amount: r.Amount, ValidFrom: r.ValidFrom.UTC(), EndedAt: utc(r.EndedAt)}
	if r.Topic != "" {
		shape.TopicName = orNull(n.topic(r.Topic))
	}
	return shape
}

func (s *Server) getRates(c *call, _ *struct{}) (List[Rate], error) {
	rates, err := s.rewards.Rates(c)
	if err != nil {
		return List[Rate]{}, err
	}
	n, err := s.names.in(c, s.locale(c, ""))
	items := make([]Rate, 0, len(rates))
	for _, r := range rates {
		items = append(items, rateShape(r, n))
	}
	return listOf(items, ""), err
}

type postRateInput struct {
	Body struct {
		ID        uuid.UUID  `json:"id" format:"uuid"`
		Topic     string     `json:"topic,omitempty" doc:"Any unless given"`
		Language  string     `json:"language,omitempty" doc:"Any unless given"`
		Days      []int      `json:"days,omitempty" doc:"1 is Monday; any unless given"`
		FromHour  int        `json:"from_hour,omitempty" doc:"By the organisation's clock"`
		ToHour    *int       `json:"to_hour,omitempty" doc:"24 unless given; before from_hour: over midnight"`
		Unit      string     `json:"unit" doc:"Three letters of ISO 4217, or points"`
		Amount    int64      `json:"amount" doc:"In the smallest unit"`
		ValidFrom *time.Time `json:"valid_from,omitempty" doc:"Now unless given"`
	}
}

func (s *Server) postRate(c *call, in *postRateInput) (Rate, error) {
	b := in.Body
	r, err := s.rewards.AddRate(c, c.by, rewards.Rate{ID: b.ID, Topic: b.Topic, Language: b.Language, Days: b.Days, FromHour: b.FromHour, ToHour: or(b.ToHour, 24),
		Unit: b.Unit, Amount: b.Amount, ValidFrom: or(b.ValidFrom, time.Time{})})
	if err != nil {
		return Rate{}, err
	}
	n, err := s.names.in(c, s.locale(c, ""))
	return rateShape(r, n), err
}

// RewardInput names one rate, payout or expert.
type RewardInput struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) deleteRate(c *call, in *RewardInput) error {
	return s.rewards.EndRate(c, c.by, in.ID)
}

// Earner is an expert with what they have.
type Earner struct {
	ID       uuid.UUID `json:"id" format:"uuid"`
	Name     string    `json:"name"`
	Balances []Balance `json:"balances" nullable:"false"`
}

func (s *Server) getEarners(c *call, _ *struct{}) (List[Earner], error) {
	earners, err := s.rewards.Earners(c)
	items := make([]Earner, 0, len(earners))
	for _, e := range earners {
		items = append(items, Earner{ID: e.Person, Name: e.Name, Balances: balanceShapes(e.Balances)})
	}
	return listOf(items, ""), err
}

type postAdjustmentInput struct {
	Body struct {
		ID     uuid.UUID `json:"id" format:"uuid"`
		Person uuid.UUID `json:"person" format:"uuid"`
		Unit   string    `json:"unit"`
		Amount int64     `json:"amount" doc:"In the smallest unit; below zero takes back"`
		Ticket int64     `json:"ticket,omitempty" minimum:"1" doc:"That it is about, one that you see and the expert has had: then what is known of its customer is masked in the reason"`
		Reason string    `json:"reason" doc:"The expert reads it, masked"`
	}
}

func (s *Server) postAdjustment(c *call, in *postAdjustmentInput) (Earnings, error) {
	b := in.Body
	mask := func(ctx context.Context, reason string) (privacy.Masked, error) {
		return s.desk.MaskTo(ctx, c.by, b.Person, b.Ticket, reason)
	}
	err := s.rewards.Adjust(c, c.by, rewards.Adjustment{ID: b.ID, Person: b.Person, Money: rewards.Money{Unit: b.Unit, Amount: b.Amount}, Ticket: b.Ticket, Reason: b.Reason}, mask)
	if err != nil {
		return Earnings{}, err
	}
	return s.earningsOf(c, b.Person)
}

type postAdjustmentMaskInput struct {
	Body struct {
		Person uuid.UUID `json:"person" format:"uuid"`
		Ticket int64     `json:"ticket,omitempty" minimum:"1"`
		Reason string    `json:"reason" maxLength:"500"`
	}
}

func (s *Server) postAdjustmentMask(c *call, in *postAdjustmentMaskInput) (Preview, error) {
	if err := s.limits.look(c.by.ID.String()); err != nil {
		return Preview{}, err
	}
	masked, err := s.desk.MaskTo(c, c.by, in.Body.Person, in.Body.Ticket, in.Body.Reason)
	return Preview{Masked: masked.Text, Spans: masked.Spans}, err
}

// DueReward is what would be paid to an expert now.
type DueReward struct {
	ID     uuid.UUID `json:"id" format:"uuid"`
	Name   string    `json:"name" doc:"The alias"`
	Amount int64     `json:"amount"`
	Payee  bool      `json:"payee" doc:"They have said whom it goes to; without it nothing is paid"`
}

// DueRewards are all of them.
type DueRewards struct {
	Unit  string      `json:"unit"`
	Items []DueReward `json:"items" nullable:"false"`
}

func (s *Server) getDue(c *call, _ *struct{}) (DueRewards, error) {
	due, policy, err := s.rewards.Due(c)
	shape := DueRewards{Unit: policy.Currency, Items: []DueReward{}}
	for _, d := range due {
		shape.Items = append(shape.Items, DueReward{ID: d.Person, Name: d.Name, Amount: d.Amount, Payee: d.Payee})
	}
	return shape, err
}

// Payout is one batch of payments.
type Payout struct {
	ID      uuid.UUID  `json:"id" format:"uuid"`
	At      time.Time  `json:"at"`
	Unit    string     `json:"unit"`
	Experts int        `json:"experts"`
	Total   int64      `json:"total"`
	State   string     `json:"state" enum:"open,paid,called_off"`
	EndedAt *time.Time `json:"ended_at"`

	TakenBack *string `json:"taken_back" doc:"Why it was last found not to be paid after all, masked"`
}

func payoutShape(p rewards.Payout) Payout {
	return Payout{ID: p.ID, At: p.At.UTC(), Unit: p.Unit, Experts: p.Experts, Total: p.Total, State: p.State, EndedAt: utc(p.EndedAt), TakenBack: p.TakenBack}
}

func (s *Server) getPayouts(c *call, _ *struct{}) (List[Payout], error) {
	payouts, err := s.rewards.Payouts(c, c.by)
	items := make([]Payout, 0, len(payouts))
	for _, p := range payouts {
		items = append(items, payoutShape(p))
	}
	return listOf(items, ""), err
}

type postPayoutInput struct {
	Body struct {
		ID uuid.UUID `json:"id" format:"uuid"`
	}
}

func (s *Server) postPayout(c *call, in *postPayoutInput) (Payout, error) {
	p, err := s.rewards.MakePayout(c, c.by, in.Body.ID)
	return payoutShape(p), err
}

type postPayoutEndInput struct {
	RewardInput
	Body struct {
		State string `json:"state" enum:"paid,called_off"`
	}
}

func (s *Server) postPayoutEnd(c *call, in *postPayoutEndInput) (Payout, error) {
	p, err := s.rewards.EndPayout(c, c.by, in.ID, in.Body.State)
	return payoutShape(p), err
}

type postPayoutTakeBackInput struct {
	RewardInput
	Body struct {
		ID     uuid.UUID `json:"id" format:"uuid"`
		Reason string    `json:"reason" doc:"Why it was not paid after all; admins read it, masked"`
	}
}

func (s *Server) postPayoutTakeBack(c *call, in *postPayoutTakeBackInput) (Payout, error) {
	p, err := s.rewards.TakeBack(c, c.by, in.ID, in.Body.ID, in.Body.Reason)
	return payoutShape(p), err
}

type getPayoutFileInput struct {
	RewardInput
	Format string    `query:"format" enum:"csv,sepa" default:"csv" doc:"sepa: ISO 20022 pain.001.001.09"`
	On     time.Time `query:"on" timeFormat:"2006-01-02" doc:"The day on which the bank is to pay; today unless given"`
}

func (s *Server) getPayoutFile(c *call, in *getPayoutFileInput) (sent, error) {
	file, err := s.rewards.PayoutFile(c, c.by, in.ID, in.Format, in.On)
	if err != nil {
		return sent{}, err
	}
	x := sent{content: io.NopCloser(bytes.NewReader(file)), size: int64(len(file)), kind: "text/csv; charset=utf-8", name: "payout-" + in.ID.String() + ".csv"}
	if in.Format == rewards.FormatSEPA {
		x.kind, x.name = "application/xml", "payout-"+in.ID.String()+".xml"
	}
	return x, nil
}
