package server

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// apiPath is where the API lives.
const apiPath = "/api/v1"

// apiConfig describes the API as a whole. Routes and shapes come from the Go
// types. Members that the API does not know are passed over.
func apiConfig() huma.Config {
	config := huma.DefaultConfig("Kontor", "1")
	config.CreateHooks = nil // no $schema in answers
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.Formats = map[string]huma.Format{"application/json": jsonFormat, "json": jsonFormat}
	config.AllowAdditionalPropertiesByDefault = true
	config.Info.Description = "A self-hosted customer-service desk in which vetted community experts answer first and staff stand behind them."
	config.Servers = []*huma.Server{{URL: apiPath}}
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"bearer": {Type: "http", Scheme: "bearer", Description: "The token of POST /sessions, /customers or /visitors"},
		"cookie": {Type: "apiKey", In: "cookie", Name: sessionCookie, Description: "Set by the same calls, for browsers; changes must come from the same origin"},
	}
	return config
}

// OpenAPI is the description of the API, in JSON.
func (s *Server) OpenAPI() []byte { return s.document }

// writeDocument writes the OpenAPI document once, after all routes are there.
func (s *Server) writeDocument() error {
	for _, schema := range s.api.OpenAPI().Components.Schemas.Map() {
		if schema.AdditionalProperties == true { // goes without saying
			schema.AdditionalProperties = nil
		}
	}
	raw, err := json.Marshal(s.api.OpenAPI())
	if err != nil {
		return err
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, raw, "", " "); err != nil {
		return err
	}
	s.document = pretty.Bytes()
	return nil
}

func (s *Server) openAPI(f *fiber.Ctx) error {
	f.Set(fiber.HeaderContentType, "application/vnd.oai.openapi+json;version=3.1")
	return f.Send(s.document)
}

// operationID names a route for generated clients: get-tickets-number-entries.
func operationID(r Route) string {
	path := strings.NewReplacer("{", "", "}", "", "/", "-").Replace(r.Path)
	return strings.ToLower(r.Method) + path
}
