package load

import "context"

func (r *run) compare(context.Context) error    { return nil }
func (r *run) storm(context.Context) error      { return nil }
func (r *run) crowd(context.Context) error      { return nil }
func (r *run) throughput(context.Context) error { return nil }

type sitters struct{}

func (r *run) sitDown(context.Context) (*sitters, error) { return &sitters{}, nil }
func (s *sitters) leave()                                {}
func (s *sitters) watch(context.Context) error           { return nil }
