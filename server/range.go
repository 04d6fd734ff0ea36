package server

import (
	"strconv"
	"strings"
)

// part is a part of a file; one of length 0 cannot be given.
type part struct{ from, length int64 }

// rangeOf reads a Range header (RFC 9110, 14.2). It is false for what may be passed
// over: another unit, several ranges, or what is no range.
func rangeOf(header string, size int64) (part, bool) {
	unit, spec, _ := strings.Cut(header, "=")
	first, last, dash := strings.Cut(strings.TrimSpace(spec), "-")
	if !strings.EqualFold(strings.TrimSpace(unit), "bytes") || !dash || strings.Contains(spec, ",") {
		return part{}, false
	}
	to, err := strconv.ParseUint(last, 10, 62)
	if err != nil && last != "" {
		return part{}, false
	}
	if first == "" { // so many bytes at the end
		n := min(int64(to), size)
		return part{size - n, n}, last != ""
	}
	from, err := strconv.ParseUint(first, 10, 62)
	switch {
	case err != nil || last != "" && to < from:
		return part{}, false
	case int64(from) >= size:
		return part{}, true
	case last == "" || int64(to) >= size:
		to = uint64(size) - 1
	}
	return part{int64(from), int64(to-from) + 1}, true
}
