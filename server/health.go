package server

import (
	"context"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/jmoiron/sqlx"
)

// healthz says that the process lives.
func (s *Server) healthz(f *fiber.Ctx) error {
	return f.JSON(fiber.Map{"alive": true})
}

const readyWithin = 2 * time.Second

// readyz says whether this node can really serve: it is not about to leave and
// both windows of the database answer. Without Redis it still serves, a little
// later: that is told, not refused.
func (s *Server) readyz(f *fiber.Ctx) error {
	ready := fiber.Map{"ready": false, "doorbell": s.bell.Connected()}
	if s.seeded != nil {
		ready["demo"] = s.seeded()
	}
	if err := s.ready(f.UserContext()); err != nil {
		s.log.Warn("not ready", "error", err)
		return f.Status(http.StatusServiceUnavailable).JSON(ready)
	}
	if s.draining.Load() || !s.serving.Load() {
		return f.Status(http.StatusServiceUnavailable).JSON(ready)
	}
	ready["ready"] = true
	return f.JSON(ready)
}

// ready asks both windows. The driver waits for an answer longer than a context
// does, so that the asking goes on by itself when the time is over.
func (s *Server) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	answers := make(chan error, 2)
	for _, window := range []*sqlx.DB{s.app, s.expert} {
		go func() { answers <- window.PingContext(ctx) }()
	}
	for range cap(answers) {
		select {
		case err := <-answers:
			if err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
