package seed

import (
	"context"
	"strconv"
	"time"

	"kontor/internal/fault"
	"kontor/privacy"
	"kontor/rewards"
)

// foundRewards says what a solved ticket is worth, before the first is solved.
func (r *replay) foundRewards(ctx context.Context) error {
	c := r.Content.Organisation.Rewards
	_, err := r.book.SetPolicy(ctx, r.cast.admin, rewards.PolicyUpdate{
		Zone: &c.Zone, Currency: &c.Currency, Minimum: &c.Minimum, PayerName: &c.PayerName, PayerIBAN: &c.PayerIBAN,
	})
	if err != nil {
		return err
	}
	for i, rate := range c.Rates {
		_, err := r.book.AddRate(ctx, r.cast.admin, rewards.Rate{
			ID: idFor(r.opened(), "rate", strconv.Itoa(i)), Topic: rate.Topic, FromHour: rate.FromHour, ToHour: rate.ToHour, Unit: c.Currency, Amount: rate.Amount,
		})
		if err != nil && !fault.Is(err, fault.KindConflict) { // it is there already
			return err
		}
	}
	return r.foundPayees(ctx)
}

func (r *replay) foundPayees(ctx context.Context) error {
	for i, p := range r.Content.People.Experts {
		if p.Payee == nil {
			continue
		}
		if _, known, err := r.book.Payee(ctx, r.cast.experts[i].ID); known || err != nil {
			return err
		}
		if _, err := r.book.SetPayee(ctx, r.cast.experts[i], rewards.Payee(*p.Payee)); err != nil {
			return err
		}
	}
	return nil
}

// bankTakes is how long a payout is under way.
const bankTakes = 2 * 24 * time.Hour

// payments are what admins and staff have given beside what was solved. A payout finds
// nobody to pay where little of the demo is told.
func (r *replay) payments() (all []scene) {
	c := r.Content.Organisation.Rewards
	ordered := r.ago(c.Payout)
	payout := idFor(ordered, "payout")
	unless := func(kind fault.Kind, err error) error {
		if fault.Is(err, kind) {
			return nil
		}
		return err
	}
	all = append(all, scene{at: ordered, deed: func(ctx context.Context) error {
		_, err := r.book.MakePayout(ctx, r.cast.admin, payout)
		return unless(fault.KindConflict, err)
	}}, scene{at: ordered.Add(bankTakes), deed: func(ctx context.Context) error {
		_, err := r.book.EndPayout(ctx, r.cast.admin, payout, rewards.PayoutPaid)
		return unless(fault.KindNotFound, err)
	}})
	for _, a := range c.Adjustments {
		at := r.ago(a.Age)
		all = append(all, scene{at: at, deed: func(ctx context.Context) error {
			by, to := r.cast.who(a.By, 0), r.cast.who(a.To, 0)
			return r.book.Adjust(ctx, by, rewards.Adjustment{
				ID: idFor(at, "adjustment", to.ID.String()), Person: to.ID, Money: rewards.Money{Unit: c.Currency, Amount: a.Amount}, Reason: a.Reason,
			}, func(ctx context.Context, reason string) (privacy.Masked, error) {
				return r.desk.MaskTo(ctx, by, to.ID, 0, reason)
			})
		}})
	}
	return all
}
