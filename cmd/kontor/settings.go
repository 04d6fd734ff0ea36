package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"

	"github.com/lib/pq"

	"kontor/migrations"
)

// Settings are everything that can be set, from the environment or as flags.
type Settings struct {
	Data    string   `env:"KONTOR_DATA" default:"./data" placeholder:"DIR" help:"Data directory: the key, and the database where no other is set."`
	Addr    string   `env:"KONTOR_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to serve on."`
	Files   string   `env:"KONTOR_FILES" placeholder:"DIR" help:"Folder of the files that were sent to tickets, sealed; all nodes share it. Default: files in the data directory."`
	BaseURL string   `env:"KONTOR_BASE_URL" placeholder:"URL" help:"How the desk is reached from outside, such as https://desk.example.org. Cookies are for https only where this is."`
	Key     string   `env:"KONTOR_KEY" placeholder:"KEY" help:"Master key of all personal data, 32 bytes as base64 or hexadecimal digits. Default: the file key in the data directory, made at the first start."`
	Keys    []string `env:"KONTOR_KEYS" placeholder:"KEY,…" help:"Further master keys, beside KONTOR_KEY, while one replaces another: see kontor key rotate."`

	OwnerDatabase  string `name:"owner-database-url" env:"OWNER_DATABASE_URL" placeholder:"DSN" help:"PostgreSQL as the owner, for migrations."`
	Database       string `name:"database-url" env:"DATABASE_URL" placeholder:"DSN" help:"PostgreSQL as the application. Default: Kontor runs a PostgreSQL of its own in the data directory."`
	ExpertDatabase string `name:"expert-database-url" env:"EXPERT_DATABASE_URL" placeholder:"DSN" help:"PostgreSQL as the experts' window."`
	Redis          string `name:"redis-url" env:"REDIS_URL" placeholder:"URL" help:"Redis that all nodes share. Default: one of Kontor's own."`

	Organisation string   `env:"KONTOR_ORGANISATION" placeholder:"NAME" help:"Name of the organisation, as customers see it. Default: Kontor."`
	Language     string   `env:"KONTOR_LANGUAGE" placeholder:"LANGUAGE" enum:"en,de,da,pl,hu," default:"" help:"Language of the desk where nobody asks for another. Default: en."`
	Languages    []string `env:"KONTOR_LANGUAGES" placeholder:"LANGUAGE,…" help:"Languages customers may write in. Default: en,de,da,pl,hu."`

	Origins        []string `env:"KONTOR_ORIGINS" placeholder:"ORIGIN,…" help:"Other origins whose pages may use a session, such as https://intranet.example.org."`
	WidgetHosts    []string `env:"KONTOR_WIDGET_HOSTS" placeholder:"HOST,…" help:"Pages that may show the chat widget. Default: any."`
	TrustedProxies []string `env:"KONTOR_TRUSTED_PROXIES" placeholder:"NETWORK,…" help:"Addresses and networks of proxies whose X-Forwarded-For counts."`
	Limits         string   `env:"KONTOR_LIMITS" placeholder:"LIMITS" help:"How much one person or address may do: off, or some of requests=50,posts=5 (a second), sign-ins=12,visitors=30 (a minute), which are the defaults."`

	Log          string `env:"KONTOR_LOG" default:"info" placeholder:"LEVEL[,json]" help:"What is logged, and how: debug, info, warn or error, as text or json."`
	DemoPassword string `env:"KONTOR_DEMO_PASSWORD" default:"kontor-demo" placeholder:"PASSWORD" help:"Password of everybody in the demo."`
}

// ownDatabase reports whether Kontor runs the database itself. Half a set of
// addresses is an error that names the rest.
func (s *Settings) ownDatabase() (bool, error) {
	set := map[string]string{"OWNER_DATABASE_URL": s.OwnerDatabase, "DATABASE_URL": s.Database, "EXPERT_DATABASE_URL": s.ExpertDatabase}
	var missing []string
	for _, name := range []string{"DATABASE_URL", "EXPERT_DATABASE_URL"} {
		if set[name] == "" {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return false, nil
	}
	if s.OwnerDatabase == "" && s.Database == "" && s.ExpertDatabase == "" {
		return true, nil
	}
	if s.OwnerDatabase == "" {
		missing = append([]string{"OWNER_DATABASE_URL (for migrations)"}, missing...)
	}
	return false, fmt.Errorf("some addresses of the database are set, but not %s; set all three, or none and Kontor runs a database of its own",
		strings.Join(missing, " and "))
}

// logins are those that the application and the experts' window come with.
func (s *Settings) logins() (migrations.Logins, error) {
	app, err := loginOf("DATABASE_URL", s.Database)
	if err != nil {
		return migrations.Logins{}, err
	}
	expert, err := loginOf("EXPERT_DATABASE_URL", s.ExpertDatabase)
	return migrations.Logins{App: app, Expert: expert}, err
}

func loginOf(setting, dsn string) (migrations.Login, error) {
	if dsn == "" {
		return migrations.Login{}, nil
	}
	cfg, err := pq.NewConfig(dsn)
	if err != nil { // the parser's words repeat the password
		return migrations.Login{}, fmt.Errorf("%s cannot be read; expected postgres://user:password@host:5432/database", setting)
	}
	return migrations.Login{Name: cfg.User, Password: cfg.Password}, nil
}

// url is how people reach the desk.
func (s *Settings) url() string {
	if s.BaseURL != "" {
		return strings.TrimSuffix(s.BaseURL, "/")
	}
	host, port, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return "http://" + s.Addr
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && (ip.IsUnspecified() || ip.IsLoopback()) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

func (s *Settings) secure() bool { return strings.HasPrefix(s.BaseURL, "https://") }

// check refuses what could only fail later and with less clear words.
func (s *Settings) check() error {
	if s.BaseURL != "" {
		if u, err := url.Parse(s.BaseURL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return errors.New("KONTOR_BASE_URL must be an address such as https://desk.example.org")
		}
	}
	if _, _, err := net.SplitHostPort(s.Addr); err != nil {
		return errors.New("KONTOR_ADDR must be a host and a port such as 127.0.0.1:8080")
	}
	if s.Data == "" {
		return errors.New("KONTOR_DATA must name a directory")
	}
	if _, err := os.Getwd(); err != nil {
		return fmt.Errorf("the directory Kontor was started in is gone: %w", err)
	}
	return nil
}
