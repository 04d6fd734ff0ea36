package server

import (
	"context"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"
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

func (s *Server) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	if err := s.app.PingContext(ctx); err != nil {
		return err
	}
	return s.expert.PingContext(ctx)
}
