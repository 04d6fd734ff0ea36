package testkit

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/postgres"
)

// Explainer is a connection that tells how each statement sent through it was
// executed. Reads are explained by running them once more; of what writes it
// asks for the plan only.
type Explainer struct {
	*sqlx.DB
	mu    sync.Mutex
	plans []Plan
}

// Plan is how one statement was executed.
type Plan struct {
	SQL     string
	Generic bool // as a prepared statement runs once its parameters do not matter any more
	Root    PlanNode
}

// PlanNode is a node of PostgreSQL's own account. Rows and loops are of what
// was read in fact, zero for statements that write.
type PlanNode struct {
	Type     string     `json:"Node Type"`
	Relation string     `json:"Relation Name"`
	Index    string     `json:"Index Name"`
	Cond     string     `json:"Index Cond"`
	Rows     float64    `json:"Actual Rows"`
	Loops    float64    `json:"Actual Loops"`
	Dropped  float64    `json:"Rows Removed by Filter"`
	Hit      int64      `json:"Shared Hit Blocks"`
	Read     int64      `json:"Shared Read Blocks"`
	Plans    []PlanNode `json:"Plans"`
}

// Pages is how many pages the statement looked at.
func (p Plan) Pages() int64 { return p.Root.Hit + p.Root.Read }

// Each visits every node.
func (n PlanNode) Each(visit func(PlanNode)) {
	visit(n)
	for _, child := range n.Plans {
		child.Each(visit)
	}
}

func (p Plan) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", p.SQL)
	p.Root.write(&b, 1)
	return b.String()
}

func (n PlanNode) write(b *strings.Builder, depth int) {
	fmt.Fprintf(b, "%*s%s %s %s: %.0f rows, %.0f times, %.0f dropped, %d pages\n", 2*depth, "", n.Type, n.Relation, n.Index, n.Rows, n.Loops, n.Dropped, n.Hit+n.Read)
	for _, child := range n.Plans {
		child.write(b, depth+1)
	}
}

// Explain connects with a login.
func Explain(t testing.TB, dsn string) *Explainer {
	t.Helper()
	cfg, err := pq.NewConfig(dsn)
	if err != nil {
		t.Fatalf("testkit: %v", err)
	}
	connector, err := pq.NewConnectorConfig(cfg)
	if err != nil {
		t.Fatalf("testkit: %v", err)
	}
	e := &Explainer{}
	e.DB = sqlx.NewDb(sql.OpenDB(explaining{postgres.Sessions(connector), e}), "postgres")
	t.Cleanup(func() { _ = e.Close() })
	return e
}

// Take gives the plans since the last time.
func (e *Explainer) Take() []Plan {
	e.mu.Lock()
	defer e.mu.Unlock()
	taken := e.plans
	e.plans = nil
	return taken
}

func (e *Explainer) keep(p Plan) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.plans = append(e.plans, p)
}

type explaining struct {
	driver.Connector
	to *Explainer
}

func (x explaining) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := x.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &explainingConn{conn.(postgres.Session), x.to}, nil
}

type explainingConn struct {
	postgres.Session
	to *Explainer
}

func (c *explainingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if err := c.explain(ctx, query, args); err != nil {
		return nil, err
	}
	return c.Session.QueryContext(ctx, query, args)
}

func (c *explainingConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if err := c.explain(ctx, query, args); err != nil {
		return nil, err
	}
	return c.Session.ExecContext(ctx, query, args)
}

func (c *explainingConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	stmt, err := c.Session.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return &explainingStmt{stmt, c, query}, nil
}

type explainingStmt struct {
	driver.Stmt
	on    *explainingConn
	query string
}

func (s *explainingStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	if err := s.on.explain(ctx, s.query, args); err != nil {
		return nil, err
	}
	if err := s.on.explainGeneric(ctx, s.query, args); err != nil {
		return nil, err
	}
	return s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
}

func (s *explainingStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	if err := s.on.explain(ctx, s.query, args); err != nil {
		return nil, err
	}
	return s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

func (s *explainingStmt) CheckNamedValue(v *driver.NamedValue) error { return s.on.CheckNamedValue(v) }

var (
	planned = regexp.MustCompile(`(?i)^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b`)
	writes  = regexp.MustCompile(`(?i)\b(INSERT|UPDATE|DELETE)\s+(INTO|desk\.|vault\.|FROM)`)
)

func (c *explainingConn) explain(ctx context.Context, query string, args []driver.NamedValue) error {
	if !planned.MatchString(query) {
		return nil
	}
	how := "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
	if writes.MatchString(query) {
		how = "EXPLAIN (FORMAT JSON) "
	}
	return c.plan(ctx, how+query, args, Plan{SQL: query})
}

// explainGeneric shows the plan without knowledge of the parameters, which
// PostgreSQL may turn to when a prepared statement has run five times.
func (c *explainingConn) explainGeneric(ctx context.Context, query string, args []driver.NamedValue) error {
	if !planned.MatchString(query) || writes.MatchString(query) {
		return nil
	}
	values := make([]string, len(args))
	for i, a := range args {
		values[i] = literal(a.Value)
	}
	call := "EXECUTE testkit_generic"
	if len(values) > 0 {
		call += " (" + strings.Join(values, ", ") + ")"
	}
	for _, step := range []string{"SET plan_cache_mode = force_generic_plan", "PREPARE testkit_generic AS " + query} {
		if _, err := c.Session.ExecContext(ctx, step, nil); err != nil {
			return err
		}
	}
	err := c.plan(ctx, "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "+call, nil, Plan{SQL: query, Generic: true})
	for _, step := range []string{"DEALLOCATE testkit_generic", "RESET plan_cache_mode"} {
		if _, err := c.Session.ExecContext(ctx, step, nil); err != nil {
			return err
		}
	}
	return err
}

func literal(v driver.Value) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case string:
		return pq.QuoteLiteral(v)
	case []byte:
		return pq.QuoteLiteral(string(v))
	case time.Time:
		return pq.QuoteLiteral(v.Format(time.RFC3339Nano))
	}
	return fmt.Sprint(v)
}

func (c *explainingConn) plan(ctx context.Context, query string, args []driver.NamedValue, p Plan) error {
	rows, err := c.Session.QueryContext(ctx, query, args)
	if err != nil {
		return fmt.Errorf("explain: %w", err)
	}
	defer rows.Close()
	row := make([]driver.Value, 1)
	var text strings.Builder
	for err = rows.Next(row); err == nil; err = rows.Next(row) {
		fmt.Fprintf(&text, "%s", row[0])
	}
	if err != io.EOF {
		return fmt.Errorf("explain: %w", err)
	}
	var plans []struct{ Plan PlanNode }
	if err := json.Unmarshal([]byte(text.String()), &plans); err != nil {
		return fmt.Errorf("explain: %w", err)
	}
	p.Root = plans[0].Plan
	c.to.keep(p)
	return nil
}
