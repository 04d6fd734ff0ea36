package main

import (
	"errors"
	"strconv"
	"strings"

	"kontor/server"
)

var errLimits = errors.New("KONTOR_LIMITS must be off, or a list such as requests=50,posts=5,sign-ins=12,visitors=30")

// limits reads KONTOR_LIMITS on top of what holds without it.
func limits(text string, usual server.Limits) (server.Limits, error) {
	l := usual
	if text == "off" {
		l.Off = true
		return l, nil
	}
	names := map[string]*float64{
		"requests": &l.RequestsPerSecond, "posts": &l.PostsPerSecond, "sign-ins": &l.SignInsPerMinute, "visitors": &l.VisitorsPerMinute,
	}
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		n, err := strconv.ParseFloat(value, 64)
		if err != nil || n <= 0 || names[name] == nil {
			return server.Limits{}, errLimits
		}
		*names[name] = n
	}
	return l, nil
}

// demoLimits are wide enough for a machine that plays with the demo.
func demoLimits() server.Limits {
	return server.Limits{RequestsPerSecond: 1000, PostsPerSecond: 500, SignInsPerMinute: 600, VisitorsPerMinute: 6000}
}
