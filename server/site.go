package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/gofiber/fiber/v2"
)

// site serves the built front end from memory. Every address that is no file
// and no part of the API or the widget is a page of the app, which finds its way
// by itself.
type site struct {
	files  map[string]*file
	frames string // who may show the widget in a frame
}

// file is one file of the site, and its packed forms once somebody wanted them.
type file struct {
	body      []byte
	kind      string
	tag       string
	immutable bool // its name changes with its content

	gzipOnce, brotliOnce sync.Once
	gzipped, brotlied    []byte
}

const (
	indexFile   = "index.html"
	widgetIndex = "widget/index.html"
)

func newSite(files fs.FS, widgetHosts []string) (*site, error) {
	s := &site{files: map[string]*file{}, frames: "*"}
	if len(widgetHosts) > 0 {
		s.frames = "'self' " + strings.Join(widgetHosts, " ")
	}
	if files == nil {
		return s, nil
	}
	return s, fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		body, err := fs.ReadFile(files, name)
		s.files[name] = newFile(name, body)
		return err
	})
}

func newFile(name string, body []byte) *file {
	sum := sha256.Sum256(body)
	kind := mime.TypeByExtension(path.Ext(name))
	switch path.Ext(name) {
	case ".js", ".mjs":
		kind = "text/javascript; charset=utf-8"
	case ".woff2":
		kind = "font/woff2"
	case "":
		kind = "text/plain; charset=utf-8"
	}
	return &file{body: body, kind: kind, tag: `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`,
		immutable: strings.HasPrefix(name, "_app/immutable/") || strings.HasPrefix(name, "widget/assets/")}
}

// serve answers what nothing before it did.
func (s *site) serve(f *fiber.Ctx) error {
	name := strings.Trim(f.Path(), "/")
	if name == "api" || strings.HasPrefix(name, "api/") {
		return f.Next() // there is nothing: Fiber says so
	}
	if m := f.Method(); m != fiber.MethodGet && m != fiber.MethodHead {
		return fiber.NewError(http.StatusMethodNotAllowed)
	}
	found := s.find(name)
	switch {
	case found != nil:
		return s.send(f, name, found)
	case s.files[indexFile] == nil && path.Ext(name) == "":
		return f.Status(http.StatusServiceUnavailable).Type("txt", "utf-8").SendString(
			"Kontor is running, but its pages were not built into this program.\nRun \"make build\" and start it again. The API at /api/v1 works.\n")
	}
	return fiber.NewError(http.StatusNotFound)
}

// find gives the file of an address: the file itself, a page kept under that
// name, or the app for whatever looks like a page.
func (s *site) find(name string) *file {
	if name == "" {
		return s.files[indexFile]
	}
	for _, candidate := range []string{name, name + ".html", name + "/" + indexFile} {
		if found := s.files[candidate]; found != nil {
			return found
		}
	}
	if path.Ext(name) != "" || name == "widget" || strings.HasPrefix(name, "widget/") || strings.HasPrefix(name, "_app/") {
		return nil
	}
	return s.files[indexFile]
}

func (s *site) send(f *fiber.Ctx, name string, found *file) error {
	s.label(f, name, found)
	if f.Get(fiber.HeaderIfNoneMatch) == found.tag {
		return f.SendStatus(http.StatusNotModified)
	}
	f.Set(fiber.HeaderContentType, found.kind)
	return f.Send(found.packed(f))
}

// label says how long a file may be kept and who may use it: the widget is made
// to be shown on other people's pages, everything else is not.
func (s *site) label(f *fiber.Ctx, name string, found *file) {
	f.Set(fiber.HeaderETag, found.tag)
	f.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	f.Set(fiber.HeaderCacheControl, "no-cache")
	if found.immutable {
		f.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	}
	if name == "widget.js" || strings.HasPrefix(name, "widget") {
		f.Set("Cross-Origin-Resource-Policy", "cross-origin")
		f.Response().Header.Del("Cross-Origin-Opener-Policy")
		f.Set(fiber.HeaderContentSecurityPolicy, "frame-ancestors "+s.frames)
		return
	}
	f.Set(fiber.HeaderXFrameOptions, "SAMEORIGIN")
	f.Set(fiber.HeaderContentSecurityPolicy, "frame-ancestors 'self'")
}

const packLeast = 1024

// packed is the file in the smallest form that the client takes.
func (x *file) packed(f *fiber.Ctx) []byte {
	if len(x.body) < packLeast || !packs(x.kind) || f.Get(fiber.HeaderAcceptEncoding) == "" {
		return x.body
	}
	switch f.AcceptsEncodings("br", "gzip") {
	case "br":
		f.Set(fiber.HeaderContentEncoding, "br")
		x.brotliOnce.Do(x.brotli)
		return x.brotlied
	case "gzip":
		f.Set(fiber.HeaderContentEncoding, "gzip")
		x.gzipOnce.Do(x.gzip)
		return x.gzipped
	}
	return x.body
}

// Fonts and pictures are packed already.
func packs(kind string) bool {
	for _, some := range []string{"text/", "javascript", "json", "svg"} {
		if strings.Contains(kind, some) {
			return true
		}
	}
	return false
}

func (x *file) gzip() {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is a valid one
	_, _ = w.Write(x.body)                                  // a buffer takes everything
	_ = w.Close()
	x.gzipped = out.Bytes()
}

func (x *file) brotli() {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, 9)
	_, _ = w.Write(x.body)
	_ = w.Close()
	x.brotlied = out.Bytes()
}
