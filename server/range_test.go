package server

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// A part of a file is what stands there in the whole, also across sealed chunks.
func TestPartsOfFiles(t *testing.T) {
	h := open(t)
	ann, bob := h.visitor("Ann", ""), h.visitor("Bob", "")
	ticket, id := ann.opens("tax", "hello"), newID()
	var text strings.Builder
	for i := range 30_000 {
		fmt.Fprintf(&text, "%06d ", i)
	}
	content := text.String()
	size := len(content)
	ann.sends(ticket, id, "numbers.txt", content).want(http.StatusCreated)
	asks := func(c *client, part string) *reading {
		return c.do("GET", at(ticket, "attachments/"+id.String()), nil, "Range", part)
	}
	for part, want := range map[string][2]int{
		"bytes=0-0": {0, 1}, "bytes=65530-65550": {65530, 65551}, "bytes=65536-131071": {65536, 131072}, "bytes=200000-": {200000, size},
		"bytes=-7": {size - 7, size}, "bytes=209990-999999999": {209990, size}, "bytes=-999999999": {0, size}, "Bytes=5-9": {5, 10},
	} {
		a := asks(ann, part).want(http.StatusPartialContent)
		if a.raw != content[want[0]:want[1]] || a.header.Get("Content-Range") != fmt.Sprintf("bytes %d-%d/%d", want[0], want[1]-1, size) {
			t.Errorf("%s gives %d bytes, %s", part, len(a.raw), a.header.Get("Content-Range"))
		}
	}
	for _, part := range []string{fmt.Sprintf("bytes=%d-", size), "bytes=999999999-", "bytes=-0"} {
		if a := asks(ann, part).want(http.StatusRequestedRangeNotSatisfiable); a.header.Get("Content-Range") != fmt.Sprintf("bytes */%d", size) {
			t.Errorf("%s: %v", part, a.header)
		}
	}
	for _, part := range []string{"bytes=0-1,3-4", "lines=0-1", "bytes=5-1", "bytes=x-", "bytes=-", "bytes", "bytes=99999999999999999999-"} {
		if a := asks(ann, part).want(http.StatusOK); a.raw != content || a.header.Get("Accept-Ranges") != "bytes" {
			t.Errorf("%s gives %d bytes", part, len(a.raw))
		}
	}
	asks(bob, "bytes=0-1").want(http.StatusNotFound)
}
