package server

import "kontor/people"

// Organisation is whose desk this is.
type Organisation struct {
	Name            string   `json:"name"`
	Languages       []string `json:"languages" nullable:"false"`
	DefaultLanguage string   `json:"default_language"`
	FirstReply      *int     `json:"typical_first_reply_seconds" doc:"null while too little is known"`
}

// orUsual fills in what was not said.
func (o Organisation) orUsual() Organisation {
	if o.Name == "" {
		o.Name = "Kontor"
	}
	if len(o.Languages) == 0 {
		o.Languages = people.Locales
	}
	if o.DefaultLanguage == "" {
		o.DefaultLanguage = o.Languages[0]
	}
	return o
}

func (s *Server) getOrganisation(*call, *struct{}) (Organisation, error) { return s.organisation, nil }
