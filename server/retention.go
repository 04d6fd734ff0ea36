package server

import (
	"time"

	"github.com/google/uuid"

	"kontor/subject"
)

// RightsPolicy is what the organisation has decided about its customers' rights.
type RightsPolicy struct {
	EraseAfterDays int  `json:"erase_after_days" doc:"How long an erasure can be undone"`
	StaffMayErase  bool `json:"staff_may_erase" doc:"Staff may erase customers who ask in person; otherwise admins only"`
}

func (s *Server) getRightsPolicy(c *call, _ *struct{}) (RightsPolicy, error) {
	if err := s.withRights(); err != nil {
		return RightsPolicy{}, err
	}
	p, err := s.rights.Policy(c)
	return RightsPolicy(p), err
}

type patchRightsPolicyInput struct {
	Body struct {
		EraseAfterDays *int  `json:"erase_after_days,omitempty"`
		StaffMayErase  *bool `json:"staff_may_erase,omitempty"`
	}
}

func (s *Server) patchRightsPolicy(c *call, in *patchRightsPolicyInput) (RightsPolicy, error) {
	if err := s.withRights(); err != nil {
		return RightsPolicy{}, err
	}
	p, err := s.rights.SetPolicy(c, c.by, subject.PolicyUpdate(in.Body))
	return RightsPolicy(p), err
}

// RetentionRun is what went by itself in one night: of one topic's tickets, or
// people as a whole.
type RetentionRun struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	At        time.Time `json:"at"`
	Topic     *string   `json:"topic" doc:"null: people erased as a whole"`
	TopicName *string   `json:"topic_name"`
	Tickets   int64     `json:"tickets"`
	People    int64     `json:"people"`
	Originals int64     `json:"originals" doc:"Texts as they were written"`
	Files     int64     `json:"files"`
	Texts     int64     `json:"texts" doc:"Masked texts, where the topic says so"`
}

func (s *Server) getRetentionRuns(c *call, _ *struct{}) (List[RetentionRun], error) {
	if err := s.withRights(); err != nil {
		return List[RetentionRun]{}, err
	}
	runs, err := s.rights.Runs(c, c.by)
	if err != nil {
		return List[RetentionRun]{}, err
	}
	n, err := s.names.in(c, s.locale(c, ""))
	items := make([]RetentionRun, 0, len(runs))
	for _, r := range runs {
		shape := RetentionRun{ID: r.ID, At: r.At.UTC(), Tickets: r.Tickets, People: r.People, Originals: r.Bodies, Files: r.Files, Texts: r.Texts}
		if r.Topic != "" {
			name := n.topic(r.Topic)
			shape.Topic, shape.TopicName = &r.Topic, &name
		}
		items = append(items, shape)
	}
	return listOf(items, ""), err
}
