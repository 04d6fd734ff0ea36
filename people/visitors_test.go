package people_test

import (
	"strings"
	"sync"
	"testing"

	"kontor/internal/fault"
	"kontor/people"
)

func TestVisitorGetsAnAlias(t *testing.T) {
	h := open(t)
	visitor, token := h.visitor(people.VisitorInput{Name: "Mette Friis", Email: "mette@example.com", Locale: "da"})
	if visitor.Role != people.RoleCustomer || visitor.Account || !visitor.Active || visitor.Locale != "da" {
		t.Errorf("visitor is %+v", visitor)
	}
	if words := strings.Fields(visitor.Name); len(words) != 2 || strings.Contains(visitor.Name, "Mette") {
		t.Errorf("alias is %q", visitor.Name)
	}
	known, err := h.ByToken(h.ctx, token)
	h.ok(err)
	if known.ID != visitor.ID {
		t.Errorf("the device is of %v", known.ID)
	}
	if n := h.count(`SELECT count(*) FROM vault.identities WHERE person = $1 AND verified_at IS NULL`, visitor.ID); n != 1 {
		t.Errorf("%d unverified identities", n)
	}
}

func TestAnUnverifiedEMailJoinsNothing(t *testing.T) {
	h := open(t)
	ann := h.customer("ann@example.com")
	one, _ := h.visitor(people.VisitorInput{Email: "ann@example.com"})
	two, _ := h.visitor(people.VisitorInput{Email: "ann@example.com"})
	if one.ID == two.ID || one.ID == ann.ID || two.ID == ann.ID {
		t.Fatal("strangers are one person")
	}
	if _, _, err := h.SignIn(h.ctx, "ann@example.com", password); err != nil {
		t.Errorf("Ann cannot sign in any more: %v", err)
	}
}

func TestVisitorKeepsTheirIDWithAnAccount(t *testing.T) {
	h := open(t)
	visitor, device := h.visitor(people.VisitorInput{Name: "Mette", Email: "old@example.com", Locale: "da"})

	account, token, err := h.NewAccount(h.ctx, &visitor, people.AccountInput{Email: "mette@example.com", Password: password})
	h.ok(err)
	if account.ID != visitor.ID || account.Name != visitor.Name || !account.Account || account.Locale != "da" {
		t.Errorf("account is %+v, visitor was %+v", account, visitor)
	}
	profile, err := h.Profile(h.ctx, account.ID)
	h.ok(err)
	if profile.Name != "Mette" || len(profile.Emails) != 2 || profile.Emails[0] != "mette@example.com" || profile.Emails[1] != "old@example.com" {
		t.Errorf("profile is %+v", profile)
	}
	_, err = h.ByToken(h.ctx, token)
	h.ok(err)
	_, err = h.ByToken(h.ctx, device)
	wants(t, err, fault.KindUnauthenticated)
	signed, _, err := h.SignIn(h.ctx, "mette@example.com", password)
	h.ok(err)
	if signed.ID != visitor.ID {
		t.Errorf("signed in as %v", signed.ID)
	}
	_, _, err = h.NewAccount(h.ctx, &account, people.AccountInput{Email: "again@example.com", Password: password})
	wants(t, err, fault.KindConflict)
}

func TestATakenLoginIsAConflict(t *testing.T) {
	h := open(t)
	h.customer("ann@example.com")
	h.helper(people.RoleExpert, "Otter K.")
	visitor, device := h.visitor(people.VisitorInput{Name: "Bob"})
	for _, email := range []string{"ann@example.com", "ANN@example.com", emailOf("Otter K."), "admin@example.org"} {
		_, _, err := h.NewAccount(h.ctx, nil, people.AccountInput{Email: email, Password: password})
		wants(t, err, fault.KindConflict, "email")
		_, _, err = h.NewAccount(h.ctx, &visitor, people.AccountInput{Email: email, Password: password})
		wants(t, err, fault.KindConflict, "email")
	}
	profile, err := h.Profile(h.ctx, visitor.ID)
	h.ok(err)
	if len(profile.Emails) != 0 {
		t.Errorf("a refused account left %v", profile.Emails)
	}
	_, err = h.ByToken(h.ctx, device)
	h.ok(err)
}

func TestTwoAccountsRaceForOneLogin(t *testing.T) {
	h := open(t)
	var won, lost int
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			_, _, err := h.NewAccount(h.ctx, nil, people.AccountInput{Email: "ann@example.com", Password: password})
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				won++
			case fault.Is(err, fault.KindConflict):
				lost++
			default:
				t.Errorf("neither won nor lost: %v", err)
			}
		})
	}
	wg.Wait()
	if won != 1 || lost != 5 {
		t.Errorf("%d won, %d lost", won, lost)
	}
	if n := h.count(`SELECT count(*) FROM desk.people WHERE role = 'customer'`); n != 1 {
		t.Errorf("%d customers were left", n)
	}
}

func TestOneVisitorRacesForTwoAccounts(t *testing.T) {
	h := open(t)
	visitor, _ := h.visitor(people.VisitorInput{})
	errs := make(chan error, 2)
	for _, email := range []string{"a@example.com", "b@example.com"} {
		go func() {
			_, _, err := h.NewAccount(h.ctx, &visitor, people.AccountInput{Email: email, Password: password})
			errs <- err
		}()
	}
	one, two := <-errs, <-errs
	if one != nil {
		one, two = two, one
	}
	h.ok(one)
	wants(t, two, fault.KindConflict)
}

func TestHelpersNeedNoAccount(t *testing.T) {
	h := open(t)
	_, _, err := h.NewAccount(h.ctx, &h.admin, people.AccountInput{Email: "a@example.com", Password: password})
	wants(t, err, fault.KindConflict)
}

func TestWhatVisitorsAndAccountsMayNotSay(t *testing.T) {
	h := open(t)
	before := h.count(`SELECT count(*) FROM desk.people`)
	for name, c := range map[string]struct {
		in    people.VisitorInput
		field string
	}{
		"no address":    {people.VisitorInput{Email: "nothing"}, "email"},
		"two addresses": {people.VisitorInput{Email: "a@example.com, b@example.com"}, "email"},
		"invalid UTF-8": {people.VisitorInput{Name: "a\xff"}, "name"},
		"NUL":           {people.VisitorInput{Name: "a\x00b"}, "name"},
		"line break":    {people.VisitorInput{Name: "a\nb"}, "name"},
		"endless name":  {people.VisitorInput{Name: strings.Repeat("ø", 81)}, "name"},
		"locale":        {people.VisitorInput{Locale: "xx"}, "locale"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := h.NewVisitor(h.ctx, c.in)
			wants(t, err, fault.KindInvalid, c.field)
		})
	}
	for name, c := range map[string]struct {
		in    people.AccountInput
		field string
	}{
		"no e-mail":        {people.AccountInput{Password: password}, "email"},
		"short password":   {people.AccountInput{Email: "a@example.com", Password: "1234567"}, "password"},
		"endless password": {people.AccountInput{Email: "a@example.com", Password: strings.Repeat("x", 257)}, "password"},
		"broken password":  {people.AccountInput{Email: "a@example.com", Password: "\xff\xfe12345678"}, "password"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := h.NewAccount(h.ctx, nil, c.in)
			wants(t, err, fault.KindInvalid, c.field)
			if c.in.Password != "" && strings.Contains(err.Error(), c.in.Password) {
				t.Error("the password is in the error")
			}
		})
	}
	if n := h.count(`SELECT count(*) FROM desk.people`); n != before {
		t.Errorf("%d people were written", n-before)
	}
}
