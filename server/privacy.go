package server

import (
	"github.com/google/uuid"

	"kontor/people"
	"kontor/privacy"
)

// Privacy is what the organisation has decided about personal data.
type Privacy struct {
	Personal        string `json:"personal" enum:"ask,open" doc:"ask: staff open it with a click; open: it is opened to staff who come to a ticket, and that is logged"`
	AccessLogMonths int    `json:"access_log_months" doc:"After how many months the log of who looked goes; 12 at least"`
}

func (s *Server) getPrivacy(c *call, _ *struct{}) (Privacy, error) {
	p, err := s.people.Policy(c)
	return Privacy(p), err
}

type patchPrivacyInput struct {
	Body struct {
		Personal        *string `json:"personal,omitempty" enum:"ask,open"`
		AccessLogMonths *int    `json:"access_log_months,omitempty"`
	}
}

func (s *Server) patchPrivacy(c *call, in *patchPrivacyInput) (Privacy, error) {
	p, err := s.people.UpdatePolicy(c, c.by, people.PolicyUpdate(in.Body))
	return Privacy(p), err
}

// FoundCustomer is a customer whom a look-up found, without anything personal.
type FoundCustomer struct {
	ID    uuid.UUID `json:"id" format:"uuid"`
	Alias string    `json:"alias"`
}

type getCustomersInput struct {
	Query string `query:"q" doc:"A whole e-mail, phone or order number, or parts of a name of three letters or more"`
}

func (s *Server) getCustomers(c *call, in *getCustomersInput) (List[FoundCustomer], error) {
	hits, err := s.people.LookUp(c, c.by, in.Query)
	items := make([]FoundCustomer, 0, len(hits))
	for _, h := range hits {
		items = append(items, FoundCustomer(h))
	}
	return listOf(items, ""), err
}

type getCustomerAccessLogInput struct {
	PageInput
	ID uuid.UUID `path:"id" format:"uuid"`
}

// getCustomerAccessLog shows reasons masked: whoever oversees the desk has not
// opened this customer's data.
func (s *Server) getCustomerAccessLog(c *call, in *getCustomerAccessLogInput) (List[Access], error) {
	dossier, err := s.people.LookInto(c, c.by, in.ID)
	if err != nil {
		return List[Access]{}, err
	}
	log, next, err := privacy.AccessLog(c, s.app, in.ID, in.Before, in.Limit, dossier.Key)
	items := make([]Access, 0, len(log))
	for _, a := range log {
		a.Reason = dossier.Masker.Mask(a.Reason).Text
		items = append(items, accessShape(a, ""))
	}
	return listOf(items, next), err
}
