package server

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
)

// Route is one line of the table: what can be asked, by whom.
type Route struct {
	Method  string
	Path    string // below /api/v1
	Who     Who
	handle  handle
	Summary string
}

const (
	get    = http.MethodGet
	post   = http.MethodPost
	put    = http.MethodPut
	patch  = http.MethodPatch
	remove = http.MethodDelete
)

// Routes is the API: every address, who may call it, what answers and what for.
// A handler takes a call, reads the input, asks the domain once and gives back
// the shape to answer with. GET /live, the WebSocket, is in live.go.
func Routes() []Route {
	return append([]Route{
		{get, "/organisation", Anyone, answer((*Server).getOrganisation), "Name and languages of this desk"},
		{get, "/topics", Anyone, answer((*Server).getTopics), "What can be asked about"},

		{post, "/visitors", Anyone, create((*Server).postVisitor), "Come in without an account"},
		{post, "/customers", Anyone, create((*Server).postCustomer), "Make an account; a visitor keeps their requests"},
		{post, "/sessions", Anyone, create((*Server).postSession), "Sign in"},
		{remove, "/sessions/current", SignedIn, done((*Server).deleteSession), "Sign out"},
		{get, "/set-up", Anyone, answer((*Server).getSetUp), "Whom a set-up link or an invitation is for"},
		{post, "/set-up", Anyone, create((*Server).postSetUp), "Set the password that a link asks for, and sign in"},

		{get, "/me", SignedIn, answer((*Server).getMe), "Who I am"},
		{patch, "/me", SignedIn, answer((*Server).patchMe), "Change my language or name"},
		{get, "/me/profile", Customers, answer((*Server).getProfile), "What the desk knows about me"},
		{put, "/me/profile", Customers, answer((*Server).putProfile), "Replace what the desk knows about me"},
		{get, "/me/access-log", Customers, answer((*Server).getAccessLog), "Who has looked at my data"},
		{post, "/me/confirm", Customers, done((*Server).postConfirm), "Show anew who I am; holds for ten minutes"},
		{get, "/me/export", Customers, answer((*Server).getExport), "How far the file with everything about me is"},
		{post, "/me/export", Customers, create((*Server).postExport), "Make a file with everything about me"},
		{get, "/me/export/file", Customers, send((*Server).getExportFile, "application/zip"), "Fetch that file"},
		{get, "/me/erasure", Customers, answer((*Server).getErasure), "Whether and when I am going to be erased"},
		{post, "/me/erasure", Customers, create((*Server).postErasure), "Erase me when the time of grace is over"},
		{remove, "/me/erasure", Customers, done((*Server).deleteErasure), "Do not erase me after all"},
		{get, "/me/earnings", Experts, answer((*Server).getEarnings), "What I have earned, what waits, and my months"},
		{get, "/me/earnings/{month}", Experts, answer((*Server).getStatement), "One month of it, line by line"},
		{get, "/me/payee", Experts, answer((*Server).getPayee), "Whom my payouts go to"},
		{put, "/me/payee", Experts, answer((*Server).putPayee), "Say whom my payouts go to"},
		{get, "/me/ratings", Helpers, answer((*Server).getOwnRatings), "How I was rated lately"},
		{post, "/me/ratings/contests", Helpers, done((*Server).postContest), "Object to a rating of mine; staff decide"},
		{get, "/helpers/{id}", SignedIn, answer((*Server).getHelper), "What everybody may know of a helper"},
		{get, "/contests", Staff, answer((*Server).getContests), "Ratings that helpers object to"},
		{post, "/contests/decisions", Staff, done((*Server).postDecision), "Decide whether a contested rating counts"},
		{get, "/me/counts", Helpers, answer((*Server).getCounts), "How much waits in each of my views"},

		{post, "/tickets", Customers, create((*Server).postTicket), "Open a ticket"},
		{get, "/tickets", SignedIn, answer((*Server).getTickets), "A view of the tickets I may see"},
		{get, "/tickets/{number}", SignedIn, answer((*Server).getTicket), "One ticket"},
		{get, "/tickets/{number}/entries", SignedIn, answer((*Server).getEntries), "The log, in order, after a number"},
		{post, "/tickets/{number}/entries", SignedIn, create((*Server).postEntry), "Write a message or a note"},

		{post, "/tickets/{number}/claim", Experts, act[claimBody](), "Take an offered ticket"},
		{post, "/tickets/{number}/skip", Experts, act[skipBody](), "Decline an offer, at no cost"},
		{post, "/tickets/{number}/release", Helpers, act[releaseBody](), "Give a ticket back"},
		{post, "/tickets/{number}/escalate", SignedIn, act[escalateBody](), "Bring a ticket to staff; customers may ask for it too"},
		{post, "/tickets/{number}/handback", Staff, act[handbackBody](), "Give a ticket back to the experts"},
		{post, "/tickets/{number}/assign", Staff, act[assignBody](), "Give a ticket to a colleague, or take it"},
		{post, "/tickets/{number}/resolve", Helpers, act[resolveBody](), "Say that the customer has been helped"},
		{post, "/tickets/{number}/reopen", SignedIn, act[reopenBody](), "Take up a resolved ticket again"},
		{post, "/tickets/{number}/rating", Customers, act[ratingBody](), "Rate who helped, once after each resolution"},
		{post, "/tickets/{number}/personal", Staff, answer((*Server).postPersonal), "Open the customer's personal data; logged, and the customer sees it"},
		{get, "/tickets/{number}/routing", Staff, answer((*Server).getRouting), "Why a ticket went where it went"},
		{get, "/tickets/{number}/personal", Staff, answer((*Server).getPersonal), "The personal data that is open to me on this ticket"},

		{post, "/tickets/{number}/leak", SignedIn, act[leakBody](), "Say that an entry shows too much; it is hidden at once"},
		{post, "/tickets/{number}/hide", Staff, act[hideBody](), "Choose what is hidden of an entry; the personal data must be open"},
		{post, "/tickets/{number}/release_held", Helpers, act[releaseHeldBody](), "Let an expert's held answer out to the customer"},
		{post, "/tickets/{number}/drop_held", Helpers, act[dropHeldBody](), "Keep an expert's held answer from the customer for good"},
		{post, "/tickets/{number}/mask", Customers, answer((*Server).postTicketMask), "How others would read a text; nothing is kept"},
		{post, "/mask", Anyone, answer((*Server).postMask), "The same, for a new ticket"},

		{get, "/mask-rules", Staff, answer((*Server).getMaskRules), "The organisation's own rules for masking"},
		{post, "/mask-rules", Staff, create((*Server).postMaskRule), "Add a rule; older texts are masked anew"},
		{patch, "/mask-rules/{id}", Admins, answer((*Server).patchMaskRule), "Switch a rule off or on"},
		{post, "/mask-rules/try", Staff, answer((*Server).tryMaskRule), "What a pattern would hide of a text; nothing is kept"},
		{post, "/mask-rules/proposal", Staff, answer((*Server).proposeMaskRule), "A pattern for values like this one; nothing is kept"},

		{post, "/tickets/{number}/describe", Experts, act[describeBody](), "Ask staff to describe an attachment, which experts never see"},

		{put, "/attachments/{id}", Customers, putAttachment, "Send a file before the ticket that it is opened with"},
		{put, "/tickets/{number}/attachments/{id}", CustomersAndStaff, putAttachment, "Send a file to a ticket, before it is posted"},
		{get, "/tickets/{number}/attachments/{id}", SignedIn, getAttachment, "A file; staff need the personal data open, and experts get none"},

		{get, "/notifications", SignedIn, answer((*Server).getNotifications), "What happened to my tickets"},
		{post, "/notifications/read", SignedIn, done((*Server).postNotificationsRead), "I have seen them up to here"},

		{get, "/customers", Staff, answer((*Server).getCustomers), "Find customers by what is known of them; logged, and they see it"},
		{get, "/customers/{id}/access-log", Admins, answer((*Server).getCustomerAccessLog), "Who has looked at a customer's data; that look is logged too"},
		{get, "/privacy", Staff, answer((*Server).getPrivacy), "What the organisation has decided about personal data"},
		{patch, "/privacy", Admins, answer((*Server).patchPrivacy), "Decide it"},

		{get, "/people", Staff, answer((*Server).getPeople), "Experts, staff and admins; staff see their colleagues only"},
		{post, "/people", Admins, create((*Server).postPerson), "Add somebody and make their invitation"},
		{patch, "/people/{id}", Admins, answer((*Server).patchPerson), "Change somebody, or let them go"},
		{post, "/people/{id}/invitation", Admins, create((*Server).postInvitation), "A new link for somebody to set a password"},

		{post, "/customers/{id}/erasure", Staff, create((*Server).postCustomerErasure), "Erase a customer who asked in person, where my role may"},
		{remove, "/customers/{id}/erasure", Staff, done((*Server).deleteCustomerErasure), "Undo that in the time of grace"},
		{get, "/retention", Admins, answer((*Server).getRightsPolicy), "What the organisation has decided about erasure"},
		{patch, "/retention", Admins, answer((*Server).patchRightsPolicy), "Decide that anew"},
		{get, "/retention/runs", Admins, answer((*Server).getRetentionRuns), "What personal data went by itself"},

		{get, "/rewards/policy", Admins, answer((*Server).getRewardPolicy), "What the organisation has decided about rewards"},
		{patch, "/rewards/policy", Admins, answer((*Server).patchRewardPolicy), "Decide that anew"},
		{get, "/rewards/rates", Admins, answer((*Server).getRates), "What a solved ticket is worth"},
		{post, "/rewards/rates", Admins, create((*Server).postRate), "Add a rate"},
		{remove, "/rewards/rates/{id}", Admins, done((*Server).deleteRate), "End a rate, from now on"},
		{get, "/rewards/experts", Staff, answer((*Server).getEarners), "What experts have earned"},
		{get, "/rewards/experts/{id}", Staff, answer((*Server).getEarningsOf), "What one expert has earned"},
		{get, "/rewards/experts/{id}/{month}", Staff, answer((*Server).getStatementOf), "One month of it, line by line"},
		{post, "/rewards/adjustments", Staff, create((*Server).postAdjustment), "Give an expert something beside the rates, or take it back; needs a reason, which they read"},
		{post, "/rewards/adjustments/mask", Staff, answer((*Server).postAdjustmentMask), "How the expert would read a reason; nothing is kept"},
		{get, "/rewards/due", Admins, answer((*Server).getDue), "Who would be paid now, and what"},
		{get, "/rewards/payouts", Admins, answer((*Server).getPayouts), "The last payouts"},
		{post, "/rewards/payouts", Admins, create((*Server).postPayout), "Order what is due"},
		{get, "/rewards/payouts/{id}/file", Admins, send((*Server).getPayoutFile, "text/csv", "application/xml"), "A payout for the bank, with names and account numbers; logged"},
		{post, "/rewards/payouts/{id}/end", Admins, answer((*Server).postPayoutEnd), "Mark a payout paid, or call it off"},
		{post, "/rewards/payouts/{id}/take-back", Admins, answer((*Server).postPayoutTakeBack), "Say that a payout which was marked paid was not; it is under way again"},

		{post, "/topics", Admins, create((*Server).postTopic), "Add a topic"},
		{patch, "/topics/{id}", Admins, answer((*Server).patchTopic), "Change a topic"},
		{get, "/topics/{id}/experience", Admins, answer((*Server).getExperience), "What was learned of a topic's past tickets: how likely experts solve one"},
		{post, "/simulations", Admins, answer((*Server).postSimulation), "Try a routing policy on a week of tickets, beside another one; nothing is kept"},
		{get, "/teams", Staff, answer((*Server).getTeams), "The teams of staff"},
		{post, "/teams", Admins, create((*Server).postTeam), "Add a team"},
		{patch, "/teams/{id}", Admins, answer((*Server).patchTeam), "Change a team"},
	}, slices.Concat(expertRoutes(), contactRoutes(), peerRoutes())...)
}

// handle puts a route's handler in its place.
type handle func(s *Server, r Route, op huma.Operation)

// reply is an answer with a body.
type reply[B any] struct{ Body B }

// answer is a handler whose answer has a body.
func answer[I, B any](do func(*Server, *call, *I) (B, error)) handle {
	return func(s *Server, r Route, op huma.Operation) {
		huma.Register(s.api, op, func(ctx context.Context, in *I) (*reply[B], error) {
			c := callOf(ctx)
			body, err := do(s, c, in)
			if err != nil {
				return nil, s.fail(c, err)
			}
			return &reply[B]{Body: body}, nil
		})
	}
}

// create is answer for what makes something: 201.
func create[I, B any](do func(*Server, *call, *I) (B, error)) handle {
	return func(s *Server, r Route, op huma.Operation) {
		op.DefaultStatus = http.StatusCreated
		answer(do)(s, r, op)
	}
}

// done is a handler that has nothing to say: 204.
func done[I any](do func(*Server, *call, *I) error) handle {
	return func(s *Server, r Route, op huma.Operation) {
		op.DefaultStatus = http.StatusNoContent
		huma.Register(s.api, op, func(ctx context.Context, in *I) (*struct{}, error) {
			c := callOf(ctx)
			if err := do(s, c, in); err != nil {
				return nil, s.fail(c, err)
			}
			return nil, nil
		})
	}
}

// gate lets a call through to a route before anything it sent is read.
func (s *Server) gate(who Who) func(huma.Context, func(huma.Context)) {
	return func(h huma.Context, next func(huma.Context)) {
		c := callOf(h.Context())
		if err := s.admit(c, who); err != nil {
			s.refuse(h, s.fail(c, err))
			return
		}
		next(h)
	}
}

func (s *Server) refuse(h huma.Context, p *Problem) {
	for name, values := range p.GetHeaders() {
		h.SetHeader(name, values[0])
	}
	h.SetHeader("Content-Type", p.ContentType(""))
	h.SetStatus(p.Status)
	if err := jsonFormat.Marshal(h.BodyWriter(), p); err != nil {
		s.log.Error("problem not written", "request", p.Request, "error", err)
	}
}

func (s *Server) registerRoutes() error {
	s.api = humafiber.NewWithGroup(s.fiber, s.fiber.Group(apiPath), apiConfig())
	for _, r := range Routes() {
		r.handle(s, r, s.operation(r))
	}
	return s.writeDocument()
}

// operation describes a route.
func (s *Server) operation(r Route) huma.Operation {
	area, _, _ := strings.Cut(strings.TrimPrefix(r.Path, "/"), "/")
	op := huma.Operation{
		OperationID: operationID(r), Method: r.Method, Path: r.Path, Summary: r.Summary, Description: "For " + string(r.Who) + ".",
		Tags: []string{area}, Errors: []int{http.StatusTooManyRequests}, MaxBodyBytes: bodyMost + 1,
		Middlewares: huma.Middlewares{s.gate(r.Who)},
	}
	if r.Method != get {
		op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusConflict, http.StatusRequestEntityTooLarge)
	}
	if strings.Contains(r.Path, "{") {
		op.Errors = append(op.Errors, http.StatusNotFound)
	}
	if r.Who != Anyone {
		op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusForbidden)
		op.Security = []map[string][]string{{"bearer": {}}, {"cookie": {}}}
	}
	return op
}
