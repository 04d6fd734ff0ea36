package postgres

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"syscall"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

func (p Pool) errorf(format string, args ...any) error {
	return fmt.Errorf(cmp.Or(p.Setting, "database")+": "+format, args...)
}

// unreadable says that the string makes no sense. What the parser says quotes
// the string, password and all, so it is dropped, except where it speaks of
// an environment variable.
func (p Pool) unreadable(err error) error {
	if strings.Contains(err.Error(), "environment variable $") {
		return p.errorf("%w; unset it", err)
	}
	return p.errorf("the connection string cannot be read; expected postgres://user:password@host:5432/database?sslmode=require " +
		"with special characters in the password percent-encoded, or host=… port=… dbname=… user=… password='…' sslmode=…")
}

// explain says what to do about a database that cannot be used.
func (p Pool) explain(cfg pq.Config, err error) error {
	where := fmt.Sprintf("%s at %s, port %d", cfg.Database, cfg.Host, cfg.Port)
	if advice := adviceFor(cfg, err); advice != "" {
		return p.errorf("cannot use database %s: %w; %s", where, err, advice)
	}
	return p.errorf("cannot use database %s: %w", where, err)
}

func adviceFor(cfg pq.Config, err error) string {
	if e := pq.As(err); e != nil {
		return adviceForCode(cfg, e)
	}
	var certificate x509.UnknownAuthorityError
	var hostname x509.HostnameError
	var resolve *net.DNSError
	switch {
	case errors.Is(err, pq.ErrSSLNotSupported):
		return "the server offers no TLS: turn it on there, or add sslmode=disable if the network between is yours alone"
	case errors.As(err, &certificate), errors.As(err, &hostname):
		return "the server's certificate is not trusted: give its authority with sslrootcert=/path/to/ca.pem, and the host name it was made out for"
	case errors.As(err, &resolve):
		return "check the host name"
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, os.ErrNotExist):
		return "is the server running, and does it listen there? Without a database setting Kontor runs one of its own"
	case errors.Is(err, os.ErrPermission):
		return "the user who runs Kontor may not use that socket"
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return "the server does not answer: check host, port and the firewall between"
	}
	return ""
}

func adviceForCode(cfg pq.Config, e *pq.Error) string {
	switch e.Code {
	case pqerror.InvalidPassword:
		return "check the password of user " + cfg.User
	case pqerror.InvalidAuthorizationSpecification:
		return "user " + cfg.User + " may not enter: check that the role exists, may log in, and that pg_hba.conf of the server lets it in from here"
	case pqerror.InvalidCatalogName:
		return "make it with: CREATE DATABASE " + pq.QuoteIdentifier(cfg.Database) + " ENCODING 'UTF8' TEMPLATE template0"
	case pqerror.InsufficientPrivilege:
		return "let the user in with: GRANT CONNECT ON DATABASE " + pq.QuoteIdentifier(cfg.Database) + " TO " + pq.QuoteIdentifier(cfg.User)
	case pqerror.TooManyConnections:
		return "raise max_connections of the server or run fewer nodes"
	case pqerror.CannotConnectNow:
		return "it is starting or shutting down: try again, and look into the server's log if it stays so"
	case pqerror.ProtocolViolation:
		return "a connection pooler between may refuse our session settings: connect to the server itself, or have PgBouncer accept them with " +
			"ignore_startup_parameters = statement_timeout, lock_timeout, idle_in_transaction_session_timeout"
	}
	return ""
}
