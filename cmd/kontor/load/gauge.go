package load

import (
	"bufio"
	"bytes"
	"context"
	"strconv"
	"strings"
	"time"
)

// gauge is what the servers of a run tell of themselves.
type gauge struct {
	known    bool
	cpu      float64 // seconds
	resident float64 // bytes
	inUse    float64 // bytes of heap and stacks
}

// gauge reads /metrics of every server, those that stand behind several
// addresses once each.
func (r *run) gauge(ctx context.Context) gauge {
	sum, seen := gauge{}, map[float64]bool{}
	for i := range r.road.bases {
		limit, cancel := context.WithTimeout(ctx, 5*time.Second)
		var text []byte
		_, err := r.road.ask(limit, r.road.base(i), "", "GET", "/metrics", nil, &text)
		cancel()
		if err != nil {
			r.report.unchecked("CPU and memory of the servers: /metrics is not told to everybody here")
			return gauge{}
		}
		m := readMetrics(text)
		if began := m["process_start_time_seconds"]; began != 0 && seen[began] {
			continue
		} else {
			seen[began] = true
		}
		sum.known = true
		sum.cpu += m["process_cpu_seconds_total"]
		sum.resident += m["process_resident_memory_bytes"]
		sum.inUse += m["go_memstats_heap_inuse_bytes"] + m["go_memstats_stack_inuse_bytes"]
	}
	return sum
}

// readMetrics reads the samples that have no labels.
func readMetrics(text []byte) map[string]float64 {
	samples := map[string]float64{}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		name, value, ok := strings.Cut(lines.Text(), " ")
		if n, err := strconv.ParseFloat(value, 64); ok && err == nil && !strings.Contains(name, "{") {
			samples[name] = n
		}
	}
	return samples
}

// spent notes the CPU time between two looks; what is divided by is counted
// later.
func (rep *Report) spent(before, after gauge) {
	if before.known && after.known {
		rep.cpu += time.Duration((after.cpu - before.cpu) * float64(time.Second))
	}
}
