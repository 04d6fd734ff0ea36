package server

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
)

var long = strings.Repeat("let kontor = 'desk';\n", 200)

// built is a front end as the build leaves it.
func built() fstest.MapFS {
	return fstest.MapFS{
		"index.html": {Data: []byte("<title>app</title>")}, "favicon.svg": {Data: []byte("<svg/>")}, ".gitkeep": {},
		"_app/immutable/start.ab12.js": {Data: []byte(long)}, "_app/version.json": {Data: []byte("{}")},
		"widget.js": {Data: []byte("bubble()")}, "widget/index.html": {Data: []byte("<title>widget</title>")}, "widget/assets/i.cd34.js": {Data: []byte(long)},
		"demo.html": {Data: []byte("<title>demo</title>")},
	}
}

func TestSite(t *testing.T) {
	h := open(t, func(o *Options) { o.Site, o.Seeded = built(), func() bool { return true } })
	const forever, fresh = "public, max-age=31536000, immutable", "no-cache"
	for _, c := range []struct {
		path   string
		status int
		body   string
		kind   string
		cache  string
		frames string
	}{
		{"/", 200, "app", "text/html", fresh, "frame-ancestors 'self'"},
		{"/desk", 200, "app", "text/html", fresh, "frame-ancestors 'self'"},
		{"/desk/1042", 200, "app", "text/html", fresh, "frame-ancestors 'self'"},
		{"/sign-in?next=%2Fdesk", 200, "app", "text/html", fresh, "frame-ancestors 'self'"},
		{"/demo", 200, "demo", "text/html", fresh, "frame-ancestors 'self'"},
		{"/widget", 200, "widget", "text/html", fresh, "frame-ancestors *"},
		{"/widget/", 200, "widget", "text/html", fresh, "frame-ancestors *"},
		{"/widget.js", 200, "bubble", "text/javascript", fresh, "frame-ancestors *"},
		{"/widget/assets/i.cd34.js", 200, "kontor", "text/javascript", forever, "frame-ancestors *"},
		{"/_app/immutable/start.ab12.js", 200, "kontor", "text/javascript", forever, "frame-ancestors 'self'"},
		{"/favicon.svg", 200, "svg", "image/svg+xml", fresh, "frame-ancestors 'self'"},
		{"/_app/immutable/gone.js", 404, "not_found", "application/problem+json", "", ""},
		{"/widget/gone", 404, "not_found", "application/problem+json", "", ""},
		{"/gone.png", 404, "not_found", "application/problem+json", "", ""},
		{"/.gitkeep", 404, "not_found", "application/problem+json", "", ""},
		{"/api", 404, "not_found", "application/problem+json", "", ""},
		{"/api/v2/tickets", 404, "not_found", "application/problem+json", "no-store", ""},
		{"/..%2f..%2fetc/passwd", 200, "app", "text/html", fresh, ""},
	} {
		a := h.page(c.path)
		a.what = c.path
		a.want(c.status)
		if !strings.Contains(a.raw, c.body) || !strings.HasPrefix(a.header.Get("Content-Type"), c.kind) || a.header.Get("Cache-Control") != c.cache ||
			!strings.Contains(a.header.Get("Content-Security-Policy"), c.frames) {
			t.Errorf("%s: %v\n%s", c.path, a.header, a.raw[:min(200, len(a.raw))])
		}
		if a.header.Get("X-Content-Type-Options") != "nosniff" || a.header.Get("Referrer-Policy") == "" || a.header.Get("X-Request-Id") == "" {
			t.Errorf("%s is not protected: %v", c.path, a.header)
		}
	}
	tag := h.page("/").header.Get("ETag")
	h.page("/", "If-None-Match", tag).want(http.StatusNotModified)
	if h.page("/widget").header.Get("X-Frame-Options") != "" || h.page("/desk").header.Get("X-Frame-Options") != "SAMEORIGIN" {
		t.Error("the widget cannot be framed, or the desk can")
	}
}

func TestSiteIsPacked(t *testing.T) {
	h := open(t, func(o *Options) { o.Site, o.Seeded = built(), func() bool { return true } })
	for coding, unpack := range map[string]func(io.Reader) (io.Reader, error){
		"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	} {
		a := h.page("/_app/immutable/start.ab12.js", "Accept-Encoding", coding)
		if a.header.Get("Content-Encoding") != coding || len(a.raw) > len(long)/10 {
			t.Fatalf("%s: not packed: %v", coding, a.header)
		}
		r, err := unpack(strings.NewReader(a.raw))
		h.must(err)
		text, err := io.ReadAll(r)
		h.must(err)
		if string(text) != long {
			t.Errorf("%s: unpacks to something else", coding)
		}
	}
}

func TestSiteIsPlainForWhoDoesNotAsk(t *testing.T) {
	h := open(t, func(o *Options) { o.Site, o.Seeded = built(), func() bool { return true } })
	for _, wants := range []string{"", "identity", "br;q=0, gzip;q=0", "zstd"} {
		a := h.page("/_app/immutable/start.ab12.js", "Accept-Encoding", wants)
		if a.header.Get("Content-Encoding") != "" || a.raw != long {
			t.Errorf("%q gets %v", wants, a.header)
		}
	}
}

func TestWidgetHostsCanBeNamed(t *testing.T) {
	h := open(t, func(o *Options) { o.Site, o.WidgetHosts = built(), []string{"https://shop.example.org"} })
	if got := h.page("/widget").header.Get("Content-Security-Policy"); got != "frame-ancestors 'self' https://shop.example.org" {
		t.Errorf("the policy is %q", got)
	}
}

func TestSiteThatWasNotBuiltSaysSo(t *testing.T) {
	h := open(t)
	if a := h.page("/").want(http.StatusServiceUnavailable); !strings.Contains(a.raw, "make build") {
		t.Errorf("says: %s", a.raw)
	}
	h.page("/healthz").want(http.StatusOK)
}
