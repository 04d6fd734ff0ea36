package people_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"kontor/internal/fault"
	"kontor/people"
)

func TestSignInGivesASession(t *testing.T) {
	h := open(t)
	ann := h.customer("ann@example.com")

	person, token, err := h.SignIn(h.ctx, "  Ann@EXAMPLE.com ", password)
	h.ok(err)
	if person.ID != ann.ID || person.Role != people.RoleCustomer || !person.Account {
		t.Errorf("signed in as %+v", person)
	}
	again, err := h.ByToken(h.ctx, token)
	h.ok(err)
	if again.ID != ann.ID || again.Name != ann.Name {
		t.Errorf("the token is %+v", again)
	}
}

func TestWrongSignInsAreTheSame(t *testing.T) {
	h := open(t)
	h.customer("ann@example.com")
	gone, _ := h.hired(people.RoleExpert, "Gone")
	_, err := h.UpdateHelper(h.ctx, h.admin, gone.ID, people.HelperUpdate{Active: ptr(false)})
	h.ok(err)

	var first string
	for name, try := range map[string][2]string{
		"wrong password":   {"ann@example.com", "wrong horse battery"},
		"unknown e-mail":   {"nobody@example.com", password},
		"inactive person":  {emailOf("Gone"), password},
		"no e-mail":        {"not an address", password},
		"nothing":          {"", ""},
		"endless password": {"ann@example.com", strings.Repeat("x", 1<<20)},
		"NUL":              {"ann@example.com\x00", "\x00\xff"},
	} {
		_, token, err := h.SignIn(h.ctx, try[0], try[1])
		wants(t, err, fault.KindUnauthenticated)
		if token != "" {
			t.Errorf("%s: got a token", name)
		}
		if first == "" {
			first = err.Error()
		}
		if err.Error() != first {
			t.Errorf("%s: told apart: %q and %q", name, err, first)
		}
	}
}

func TestSessionsAreStoredHashed(t *testing.T) {
	h := open(t)
	_, token := h.visitor(people.VisitorInput{})
	secret, err := base64.RawURLEncoding.DecodeString(token)
	h.ok(err)
	if len(secret) != 32 {
		t.Fatalf("a token has %d bytes", len(secret))
	}
	hash := sha256.Sum256(secret)
	if n := h.count(`SELECT count(*) FROM vault.sessions WHERE token_hash = $1`, hash[:]); n != 1 {
		t.Errorf("%d sessions with the token's hash", n)
	}
}

func TestSessionSlidesOnceADayAndEnds(t *testing.T) {
	h := open(t)
	_, token := h.visitor(people.VisitorInput{})
	ends := func() time.Time {
		var at time.Time
		h.ok(h.db.Owner.Get(&at, `SELECT max(expires_at) FROM vault.sessions s JOIN desk.people p ON p.id = s.person WHERE p.role = 'customer'`))
		return at.UTC()
	}
	born := ends()

	h.clock.Advance(23 * time.Hour)
	_, err := h.ByToken(h.ctx, token)
	h.ok(err)
	if !ends().Equal(born) {
		t.Error("a session of this day was written again")
	}
	h.clock.Advance(2 * time.Hour)
	_, err = h.ByToken(h.ctx, token)
	h.ok(err)
	if want := h.clock.Now().Add(30 * 24 * time.Hour); !ends().Equal(want) {
		t.Errorf("ends at %v, want %v", ends(), want)
	}

	h.clock.Advance(30*24*time.Hour - time.Microsecond)
	_, err = h.ByToken(h.ctx, token)
	h.ok(err)
	h.clock.Advance(30 * 24 * time.Hour)
	_, err = h.ByToken(h.ctx, token)
	wants(t, err, fault.KindUnauthenticated)

	gone, err := h.Sweep(h.ctx)
	h.ok(err)
	if gone < 1 || h.count(`SELECT count(*) FROM vault.sessions`) != 0 {
		t.Errorf("swept %d, %d sessions left", gone, h.count(`SELECT count(*) FROM vault.sessions`))
	}
}

func TestSignOutEndsOneSession(t *testing.T) {
	h := open(t)
	ann := h.customer("ann@example.com")
	_, one, err := h.SignIn(h.ctx, "ann@example.com", password)
	h.ok(err)
	_, two, err := h.SignIn(h.ctx, "ann@example.com", password)
	h.ok(err)

	h.ok(h.SignOut(h.ctx, one))
	h.ok(h.SignOut(h.ctx, one))
	h.ok(h.SignOut(h.ctx, "nonsense"))
	_, err = h.ByToken(h.ctx, one)
	wants(t, err, fault.KindUnauthenticated)
	person, err := h.ByToken(h.ctx, two)
	h.ok(err)
	if person.ID != ann.ID {
		t.Errorf("the other session is %+v", person)
	}
}

func TestTokensOfNobody(t *testing.T) {
	h := open(t)
	_, token := h.visitor(people.VisitorInput{})
	for _, wrong := range []string{"", "x", token + "A", token[:42], strings.Repeat("A", 43), strings.Repeat("é", 21) + "x", "\x00" + token[1:], token[:42] + "="} {
		_, err := h.ByToken(h.ctx, wrong)
		wants(t, err, fault.KindUnauthenticated)
	}
}

func TestByTokenPreparesAgainAfterAFailure(t *testing.T) {
	h := open(t)
	_, token := h.visitor(people.VisitorInput{})
	over, cancel := context.WithCancel(h.ctx)
	cancel()
	if _, err := h.ByToken(over, token); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want the context's end", err)
	}
	_, err := h.ByToken(h.ctx, token)
	h.ok(err)
}

func TestManySignInsAtOnce(t *testing.T) {
	h := open(t)
	h.customer("ann@example.com")
	var wg sync.WaitGroup
	for range 12 {
		wg.Go(func() {
			if _, _, err := h.SignIn(h.ctx, "ann@example.com", password); err != nil {
				t.Errorf("sign in: %v", err)
			}
		})
	}
	wg.Wait()
}

// Who signs in with a password while it is replaced is signed out by that, or is
// not let in.
func TestNobodyComesInWithAPasswordThatIsReplaced(t *testing.T) {
	h := open(t)
	ann, _ := h.hired(people.RoleStaff, "Ann")
	old := password
	for i := range 20 {
		link, err := h.Invite(h.ctx, h.admin, ann.ID)
		h.ok(err)
		var together sync.WaitGroup
		was := old
		for range 4 {
			together.Go(func() {
				if _, _, err := h.SignIn(h.ctx, emailOf("Ann"), was); !fault.Is(err, fault.KindUnauthenticated) && err != nil {
					t.Error(err)
				}
			})
		}
		old = fmt.Sprintf("password number %d", i)
		_, _, err = h.Accept(h.ctx, link, people.AcceptInput{Password: old})
		h.ok(err)
		together.Wait()
		if n := h.count(`SELECT count(*) FROM vault.sessions WHERE person = $1`, ann.ID); n != 1 {
			t.Fatalf("turn %d: %d sessions, want the new one only", i, n)
		}
	}
}
