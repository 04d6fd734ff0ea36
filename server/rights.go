package server

import (
	"cmp"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/subject"
)

// What people may ask about the data that the desk holds of them.

// Confirmation shows anew who somebody is: by the password of their account, or,
// for a visitor without one, by saying so.
type Confirmation struct {
	Password string `json:"password,omitempty" doc:"Of your account"`
	Confirm  bool   `json:"confirm,omitempty" doc:"A visitor without an account says true"`
}

type confirmInput struct{ Body *Confirmation }

// confirm takes a confirmation if one was sent, and then asks whether the
// session has been confirmed lately. Tries are counted like sign-ins.
func (s *Server) confirm(c *call, in *confirmInput) error {
	if in.Body == nil || *in.Body == (Confirmation{}) {
		return s.people.Fresh(c, c.by, c.token())
	}
	if err := s.limits.signIn(c.address, c.by.ID.String()); err != nil {
		return err
	}
	return s.people.Confirm(c, c.by, c.token(), in.Body.Password, in.Body.Confirm)
}

type mustConfirmInput struct{ Body Confirmation }

func (s *Server) postConfirm(c *call, in *mustConfirmInput) error {
	if err := s.limits.signIn(c.address, c.by.ID.String()); err != nil {
		return err
	}
	return s.people.Confirm(c, c.by, c.token(), in.Body.Password, in.Body.Confirm)
}

// withRights is nil where this server can fulfil them.
func (s *Server) withRights() error {
	if s.rights == nil {
		return fault.Unavailable(time.Minute, "This part of the desk is not running.")
	}
	return nil
}

// Export is how far the file with everything about a person is.
type Export struct {
	State     string      `json:"state" enum:"none,waiting,working,ready,failed,gone"`
	Percent   int         `json:"percent" minimum:"0" maximum:"100"`
	Size      int64       `json:"size" doc:"Of the ZIP, in bytes"`
	AskedAt   *time.Time  `json:"asked_at"`
	ReadyAt   *time.Time  `json:"ready_at"`
	ExpiresAt *time.Time  `json:"expires_at" doc:"Until then it can be fetched"`
	Downloads []time.Time `json:"downloads" nullable:"false" doc:"When it was fetched, newest first"`
}

func (s *Server) exportShape(c *call, x subject.Export) (Export, error) {
	downloads, err := s.rights.Downloads(c, x.ID)
	for i := range downloads {
		downloads[i] = downloads[i].UTC()
	}
	return Export{State: x.State, Percent: x.Percent, Size: x.Size, AskedAt: utc(&x.AskedAt), ReadyAt: utc(x.ReadyAt), ExpiresAt: utc(x.ExpiresAt),
		Downloads: listed(downloads)}, err
}

func (s *Server) getExport(c *call, _ *struct{}) (Export, error) {
	if err := s.withRights(); err != nil {
		return Export{}, err
	}
	x, some, err := s.rights.LastExport(c, c.by.ID)
	if err != nil || !some {
		return Export{State: "none", Downloads: []time.Time{}}, err
	}
	return s.exportShape(c, x)
}

func (s *Server) postExport(c *call, in *confirmInput) (Export, error) {
	if err := cmp.Or(s.withRights(), s.confirm(c, in)); err != nil {
		return Export{}, err
	}
	x, err := s.rights.AskExport(c, c.by)
	if err != nil {
		return Export{}, err
	}
	return s.exportShape(c, x)
}

func (s *Server) getExportFile(c *call, _ *struct{}) (sent, error) {
	if err := cmp.Or(s.withRights(), s.people.Fresh(c, c.by, c.token())); err != nil {
		return sent{}, err
	}
	x, file, err := s.rights.OpenExport(c, c.by)
	if err != nil {
		return sent{}, err
	}
	return sent{content: file, size: x.Size, kind: "application/zip", name: "my-data-" + x.AskedAt.UTC().Format(time.DateOnly) + ".zip"}, nil
}

// Erasure is the plan to erase a person.
type Erasure struct {
	Planned bool       `json:"planned"`
	AskedAt *time.Time `json:"asked_at"`
	DueAt   *time.Time `json:"due_at" doc:"It can be undone until then"`
	Origin  *string    `json:"origin" enum:"customer,staff,retention"`
}

func erasureShape(e subject.Erasure) Erasure {
	return Erasure{Planned: true, AskedAt: utc(&e.AskedAt), DueAt: utc(&e.DueAt), Origin: orNull(e.Origin)}
}

func (s *Server) getErasure(c *call, _ *struct{}) (Erasure, error) {
	if err := s.withRights(); err != nil {
		return Erasure{}, err
	}
	e, planned, err := s.rights.ErasureOf(c, c.by.ID)
	if err != nil || !planned {
		return Erasure{}, err
	}
	return erasureShape(e), nil
}

func (s *Server) postErasure(c *call, in *confirmInput) (Erasure, error) {
	if err := cmp.Or(s.withRights(), s.confirm(c, in)); err != nil {
		return Erasure{}, err
	}
	e, err := s.rights.AskErasure(c, c.by)
	if err != nil {
		return Erasure{}, err
	}
	return erasureShape(e), nil
}

func (s *Server) deleteErasure(c *call, _ *struct{}) error {
	if err := s.withRights(); err != nil {
		return err
	}
	return s.rights.UndoErasure(c, c.by)
}

// CustomerInput names a customer. It is exported because parameters of an embedded
// struct that is not are never filled in.
type CustomerInput struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type postCustomerErasureInput struct {
	CustomerInput
	Body struct {
		Reason string `json:"reason" doc:"Kept in the audit log, masked"`
	}
}

func (s *Server) postCustomerErasure(c *call, in *postCustomerErasureInput) (Erasure, error) {
	if err := s.withRights(); err != nil {
		return Erasure{}, err
	}
	e, err := s.rights.EraseFor(c, c.by, in.ID, in.Body.Reason)
	if err != nil {
		return Erasure{}, err
	}
	return erasureShape(e), nil
}

func (s *Server) deleteCustomerErasure(c *call, in *CustomerInput) error {
	if err := s.withRights(); err != nil {
		return err
	}
	return s.rights.UndoErasureFor(c, c.by, in.ID)
}

// erasesAt is when a person is going to be erased, or nil.
func (s *Server) erasesAt(c *call, person uuid.UUID) (*time.Time, error) {
	if s.rights == nil || person == uuid.Nil {
		return nil, nil
	}
	e, planned, err := s.rights.ErasureOf(c, person)
	if err != nil || !planned || e.DoneAt != nil {
		return nil, err
	}
	return utc(&e.DueAt), nil
}
