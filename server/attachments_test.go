package server

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// png begins like a picture; what follows is whatever the test wants to find again.
const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"

// sends puts a file to a ticket.
func (c *client) sends(ticket int64, id uuid.UUID, name, content string, headers ...string) *reading {
	c.h.t.Helper()
	named := []string{"Content-Type", "image/png"}
	if name != "" {
		named = append(named, "Content-Disposition", "attachment; filename*=UTF-8''"+strings.ReplaceAll(url.QueryEscape(name), "+", "%20"))
	}
	return c.do("PUT", at(ticket, "attachments/"+id.String()), content, append(named, headers...)...)
}

func (c *client) fetches(ticket int64, id uuid.UUID) *reading {
	c.h.t.Helper()
	return c.get(at(ticket, "attachments/"+id.String()))
}

func (c *client) postsFiles(ticket int64, text string, files ...uuid.UUID) *reading {
	c.h.t.Helper()
	return c.post(at(ticket, "entries"), obj{"id": newID(), "kind": "message", "text": text, "attachments": files})
}

// stored are the files in the folder.
func (h *house) stored() (paths []string) {
	h.t.Helper()
	h.must(filepath.WalkDir(h.folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, path)
		}
		return err
	}))
	return paths
}

func TestFilesGoWithMessages(t *testing.T) {
	h := open(t)
	ann, lind := h.visitor("Ann Larsen", "ann@example.org"), h.helper(people.RoleStaff, "Lind")
	ticket := ann.opens("tax", "hello")
	id, content := newID(), png+strings.Repeat("the photograph ", 20_000)
	ann.sends(ticket, id, "Ann Larsen's æbleskiver.png", content).want(http.StatusCreated).
		is("id", id).is("kind", "image").is("size", len(content)).is("name", "Ann Larsen's æbleskiver.png")

	entry := ann.postsFiles(ticket, "", id).want(http.StatusCreated)
	entry.is("text", "").is("data.attachments.0.id", id).is("data.attachments.0.kind", "image").is("data.attachments.0.size", len(content)).
		is("data.attachments.0.name", "Ann Larsen's æbleskiver.png")
	got := ann.fetches(ticket, id).want(http.StatusOK)
	if got.raw != content {
		t.Errorf("%d bytes came back, want %d", len(got.raw), len(content))
	}
	for name, want := range map[string]string{"Content-Type": "image/png", "X-Content-Type-Options": "nosniff",
		"Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'", "Cache-Control": "no-store"} {
		if got.header.Get(name) != want {
			t.Errorf("%s is %q", name, got.header.Get(name))
		}
	}
	if !strings.HasPrefix(got.header.Get("Content-Disposition"), "inline; filename") {
		t.Errorf("disposition %q", got.header.Get("Content-Disposition"))
	}
	ann.get(at(ticket, "")).is("excerpt", "📎")

	// What a picture shows is personal: staff see that there is one, and more once it is open to them.
	last := lind.get(at(ticket, "entries?last=1"))
	last.is("items.0.data.attachments.0.kind", "image").is("items.0.data.attachments.0.name", nil).is("items.0.personal", nil)
	lind.fetches(ticket, id).want(http.StatusNotFound)
	lind.post(at(ticket, "personal"), obj{}).want(http.StatusOK).is("entries.1.attachments.0.name", "Ann Larsen's æbleskiver.png")
	lind.fetches(ticket, id).want(http.StatusOK)
	lind.get(at(ticket, "entries?after=2&limit=1")).is("items.0.personal.attachments.0.name", "Ann Larsen's æbleskiver.png")
}

func TestStaffSendFilesToo(t *testing.T) {
	h := open(t)
	ann, lind, holm := h.visitor("Ann", ""), h.helper(people.RoleStaff, "Lind"), h.helper(people.RoleStaff, "Holm")
	ticket := ann.opens("tax", "hello")
	lind.post(at(ticket, "assign"), obj{}).want(http.StatusOK)
	form, secret := newID(), newID()
	lind.sends(ticket, form, "form.pdf", "%PDF-1.7\nthe form").want(http.StatusCreated).is("kind", "pdf")
	lind.postsFiles(ticket, "please fill this in", form).want(http.StatusCreated)
	got := ann.fetches(ticket, form).want(http.StatusOK)
	if d := got.header.Get("Content-Disposition"); d != "attachment; filename=form.pdf" {
		t.Errorf("disposition %q", d)
	}
	ann.get(at(ticket, "entries?last=1")).is("items.0.data.attachments.0.name", "form.pdf")

	// A file of a note is not the customer's to read, nor a colleague's who has not opened the data.
	lind.sends(ticket, secret, "note.txt", "between us").want(http.StatusCreated)
	lind.post(at(ticket, "entries"), obj{"id": newID(), "kind": "note", "text": "see this", "attachments": []uuid.UUID{secret}}).want(http.StatusCreated)
	lind.fetches(ticket, secret).want(http.StatusOK)
	ann.fetches(ticket, secret).want(http.StatusNotFound)
	holm.fetches(ticket, secret).want(http.StatusNotFound)
}

// No expert gets a byte or a name, whatever they hold; they may ask what there is to
// be seen, and staff tell them.
func TestExpertsGetNoFiles(t *testing.T) {
	h := open(t)
	otter := h.expert("Otter")
	ann, lind := h.visitor("Ann Larsen", ""), h.helper(people.RoleStaff, "Lind")
	ticket := ann.opens("parking", "my car")
	h.work()
	id := newID()
	ann.sends(ticket, id, "Ann Larsen CANARY.png", png+"CANARY").want(http.StatusCreated)
	ann.postsFiles(ticket, "here it is", id).want(http.StatusCreated)
	otter.fetches(ticket, id).want(http.StatusNotFound) // offered
	otter.post(at(ticket, "claim"), obj{}).want(http.StatusOK)
	socket := otter.live()
	socket.watch(ticket, 0)
	log := otter.get(at(ticket, "entries"))
	if strings.Contains(log.raw, "CANARY") || !strings.Contains(log.raw, `"attachments":[{"id":"`+id.String()+`","kind":"image","size":35}]`) {
		t.Errorf("the expert reads: %s", log.raw)
	}
	otter.fetches(ticket, id).want(http.StatusNotFound) // holding
	otter.sends(ticket, newID(), "x.png", png).want(http.StatusForbidden)
	otter.postsFiles(ticket, "look", id).want(http.StatusForbidden)

	otter.post(at(ticket, "describe"), obj{"attachment": newID()}).want(http.StatusNotFound)
	act := newID()
	for range 2 {
		otter.post(at(ticket, "describe"), obj{"id": act, "attachment": id}).want(http.StatusOK)
	}
	if n := h.count(`SELECT count(*) FROM desk.entries WHERE data->>'event' = 'describe_asked'`); n != 1 {
		t.Errorf("asked %d times", n)
	}
	lind.get("/notifications").is("items.0.kind", "describe_asked").is("items.0.ticket", ticket).is("items.1", nil)
	lind.post(at(ticket, "describe"), obj{"attachment": id}).want(http.StatusForbidden)
	lind.post(at(ticket, "entries"), obj{"id": newID(), "kind": "note", "audience": "helpers", "text": "a red car"}).want(http.StatusCreated)
	h.eventually("the expert hears the answer", func() bool { return strings.Contains(jsonText(socket.all("entry")), "a red car") })
	if heard := jsonText(socket.all("entry")); strings.Contains(heard, "CANARY") || !strings.Contains(heard, id.String()) {
		t.Errorf("the expert's socket carries: %s", heard)
	}
	otter.post(at(ticket, "release"), obj{}).want(http.StatusOK)
	otter.fetches(ticket, id).want(http.StatusNotFound)
	otter.post(at(ticket, "describe"), obj{"attachment": id}).want(http.StatusConflict)
}

func TestWhoMayNotHaveAFile(t *testing.T) {
	h := open(t)
	ann, bob := h.visitor("Ann", ""), h.visitor("Bob", "")
	lind := h.helper(people.RoleStaff, "Lind")
	ticket, other, bobs := ann.opens("tax", "hello"), ann.opens("tax", "again"), bob.opens("tax", "mine")
	id := newID()
	ann.sends(ticket, id, "a.png", png).want(http.StatusCreated)
	nobody(h).fetches(ticket, id).want(http.StatusUnauthorized)
	nobody(h).sends(ticket, newID(), "", png).want(http.StatusUnauthorized)
	bob.fetches(ticket, id).want(http.StatusNotFound)
	bob.fetches(bobs, id).want(http.StatusNotFound)
	ann.fetches(other, id).want(http.StatusNotFound)
	ann.fetches(ticket, newID()).want(http.StatusNotFound)
	ann.get(at(ticket, "attachments/x")).want(http.StatusNotFound)
	bob.sends(ticket, newID(), "", png).want(http.StatusNotFound)
	bob.sends(bobs, id, "", png).want(http.StatusConflict)
	ann.sends(other, id, "a.png", png).want(http.StatusConflict)
	bob.postsFiles(bobs, "theirs", id).want(http.StatusUnprocessableEntity)
	ann.postsFiles(other, "another ticket's", id).want(http.StatusUnprocessableEntity)

	// Not posted yet, it is its sender's alone, even where the data is open.
	lind.post(at(ticket, "personal"), obj{}).want(http.StatusOK)
	lind.fetches(ticket, id).want(http.StatusNotFound)
	lind.post(at(ticket, "assign"), obj{}).want(http.StatusOK)
	lind.postsFiles(ticket, "yours", id).want(http.StatusUnprocessableEntity)
}

func TestSameFileSentAgain(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	ticket, id := ann.opens("tax", "hello"), newID()
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() { ann.sends(ticket, id, "a.png", png+"one") })
	}
	all.Wait()
	ann.sends(ticket, id, "a.png", png+"one").want(http.StatusCreated).is("size", len(png)+3)
	ann.sends(ticket, id, "a.png", png+"two").want(http.StatusConflict)
	if files := h.stored(); len(files) != 1 {
		t.Errorf("files: %v", files)
	}
	post := obj{"id": newID(), "kind": "message", "text": "x", "attachments": []uuid.UUID{id}}
	first := ann.post(at(ticket, "entries"), post).want(http.StatusCreated)
	ann.post(at(ticket, "entries"), post).want(http.StatusCreated).is("seq", first.at("seq"))
	ann.postsFiles(ticket, "again", id).want(http.StatusConflict)
	ann.sends(ticket, id, "a.png", png+"one").want(http.StatusCreated) // its sender has not heard
}

// What people do at once comes out in the order in which one of them did it.
func TestFilesKeepTheOrderOfPosts(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	ticket := ann.opens("tax", "hello")
	socket := ann.live()
	socket.watch(ticket, 2)
	var want []string
	for i := range 20 {
		id, text := newID(), fmt.Sprintf("message %d", i)
		frame := obj{"type": "post", "id": newID(), "ticket": ticket, "text": text}
		if i%4 == 1 {
			ann.sends(ticket, id, "", png+text).want(http.StatusCreated)
			frame["attachments"] = []uuid.UUID{id}
		}
		socket.send(frame)
		want = append(want, text)
	}
	h.eventually("the last message is there", func() bool { return len(socket.all("entry")) == 20 })
	var got []string
	h.must(h.db.Owner.Select(&got, `SELECT text FROM desk.entries WHERE ticket = $1 AND kind = 'message' ORDER BY seq OFFSET 1`, ticket))
	if strings.Join(got, ",") != strings.Join(want, ",") {
		t.Errorf("in the log: %v", got)
	}
	socket.send(obj{"type": "post", "id": newID(), "ticket": ticket, "attachments": []string{"no uuid"}})
	if f := socket.wait("error"); f["code"] != "invalid" {
		t.Errorf("told %v", f)
	}
}

func TestHostileFiles(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	ticket := ann.opens("tax", "hello")
	const page = "<!DOCTYPE html><script>alert(1)</script>"
	for _, f := range []struct{ name, content, kind, mediaType, kept string }{
		{"../../etc/passwd", page, "other", "application/octet-stream", "passwd"},
		{`C:\Users\ann\photo.png`, page, "other", "application/octet-stream", "photo.png"},
		{"invoice\u202egnp.exe", "MZ\x90\x00", "other", "application/octet-stream", "invoicegnp.exe"},
		{"a\r\nSet-Cookie: x=1\".png", png, "image", "image/png", "aSet-Cookie_ x=1_.png"},
		{"picture.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, "other", "application/octet-stream", "picture.svg"},
		{"x.xml", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>`, "other", "application/octet-stream", "x.xml"},
		{"code.js", "#!/usr/bin/env node\nalert(1)", "other", "application/octet-stream", "code.js"},
		{strings.Repeat("ő", 300) + ".pdf", "%PDF-1.4", "pdf", "application/pdf", strings.Repeat("ő", 116) + ".pdf"},
		{"...", "just words", "text", "text/plain", ""},
		{"", "PK\x03\x04" + strings.Repeat("\x00", 40), "archive", "application/octet-stream", ""},
	} {
		id := newID()
		a := ann.sends(ticket, id, f.name, f.content).want(http.StatusCreated).is("kind", f.kind)
		if name, _ := a.at("name").(string); name != f.kept {
			t.Errorf("%q is called %q", f.name, name)
		}
		got := ann.fetches(ticket, id).want(http.StatusOK)
		if got.header.Get("Content-Type") != f.mediaType || got.raw != f.content || got.header.Get("Set-Cookie") != "" {
			t.Errorf("%q comes as %q: %v", f.name, got.header.Get("Content-Type"), got.header)
		}
		if d := got.header.Get("Content-Disposition"); f.kind != "image" && !strings.HasPrefix(d, "attachment") {
			t.Errorf("%q is shown: %q", f.name, d)
		}
	}
	ann.sends(ticket, newID(), "", png, "Content-Disposition", `attachment; filename="half`).want(http.StatusCreated).is("name", nil)
	ann.postsFiles(ticket, "x", newID()).want(http.StatusUnprocessableEntity)
	twice := newID()
	ann.postsFiles(ticket, "x", twice, twice).want(http.StatusUnprocessableEntity)
	ann.postsFiles(ticket, "x", make([]uuid.UUID, 11)...).want(http.StatusUnprocessableEntity)
	ann.sends(ticket, uuid.Nil, "", png).want(http.StatusUnprocessableEntity)
}

func TestSizesOfFiles(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	ticket := ann.opens("tax", "hello")
	full := png + strings.Repeat("x", tickets.MaxFile-len(png))
	id := newID()
	ann.sends(ticket, id, "", full).want(http.StatusCreated).is("size", tickets.MaxFile)
	if ann.fetches(ticket, id).raw != full {
		t.Error("10 MB came back changed")
	}
	problem := ann.sends(ticket, newID(), "", full+"y").want(http.StatusRequestEntityTooLarge)
	problem.is("code", "invalid").is("detail", "The file is too large; a file may have 10 MB.")
	chunked := h.chunked(ann, ticket, full+"y").want(http.StatusRequestEntityTooLarge)
	chunked.is("code", "invalid")
	ann.sends(ticket, newID(), "", "").want(http.StatusUnprocessableEntity)
	if files := h.stored(); len(files) != 1 {
		t.Errorf("files: %v", files)
	}
	ann.says(ticket, "the connection goes on").want(http.StatusCreated)
}

// chunked sends a file without saying how long it is.
func (h *house) chunked(c *client, ticket int64, content string) *reading {
	h.t.Helper()
	r, err := http.NewRequest("PUT", h.url+apiPath+at(ticket, "attachments/"+newID().String()), struct{ *strings.Reader }{strings.NewReader(content)})
	h.must(err)
	r.ContentLength = -1
	r.Header.Set("Authorization", "Bearer "+c.token)
	return h.send(r)
}

// What follows a refused file on the same connection is not taken for a request.
func TestRestOfAFileIsNoRequest(t *testing.T) {
	h := open(t)
	smuggled := "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
	answer := talk(t, h, fmt.Sprintf("PUT /api/v1/tickets/1/attachments/%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s%s",
		newID(), 20_000+len(smuggled), strings.Repeat("x", 20_000), smuggled))
	if !strings.HasPrefix(answer, "HTTP/1.1 401 ") || strings.Count(answer, "HTTP/1.1") != 1 {
		t.Errorf("answered: %s", answer)
	}
}

// A sender who goes away in the middle leaves nothing.
func TestFileThatBreaksOff(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	ticket := ann.opens("tax", "hello")
	conn, err := net.Dial("tcp", strings.TrimPrefix(h.url, "http://"))
	h.must(err)
	_, err = fmt.Fprintf(conn, "PUT /api/v1%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 1000000\r\n\r\n%s",
		at(ticket, "attachments/"+newID().String()), ann.token, strings.Repeat("x", 300_000))
	h.must(err)
	h.eventually("the file is being written", func() bool { return len(h.stored()) == 1 })
	h.must(conn.Close())
	h.eventually("nothing is left of it", func() bool { return len(h.stored()) == 0 })
	if n := h.count(`SELECT count(*) FROM vault.attachments`); n != 0 {
		t.Errorf("%d rows", n)
	}
}

func TestFilesOnAFullDisk(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	ticket := ann.opens("tax", "hello")
	h.must(os.RemoveAll(filepath.Join(h.folder, "partial")))
	h.must(os.Mkdir(filepath.Join(h.folder, "partial"), 0o700))
	if err := syscall.Mount("tmpfs", filepath.Join(h.folder), "tmpfs", 0, "size=256k"); err != nil {
		t.Skipf("a small disk cannot be made here: %v", err)
	}
	defer func() { _ = syscall.Unmount(h.folder, syscall.MNT_DETACH) }()
	h.must(os.Mkdir(filepath.Join(h.folder, "partial"), 0o700))
	problem := ann.sends(ticket, newID(), "", strings.Repeat("x", 1<<20)).want(http.StatusServiceUnavailable)
	problem.is("code", "unavailable")
	if problem.header.Get("Retry-After") == "" || len(h.stored()) != 0 || h.count(`SELECT count(*) FROM vault.attachments`) != 0 {
		t.Errorf("left: %v", h.stored())
	}
	ann.sends(ticket, newID(), "", "small enough").want(http.StatusCreated)
}

// Neither the folder nor the database holds anything readable of a file.
func TestFilesAreSealed(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	ticket, id := ann.opens("tax", "hello"), newID()
	ann.sends(ticket, id, "CANARY.txt", strings.Repeat("CANARY ", 30_000)).want(http.StatusCreated)
	ann.postsFiles(ticket, "", id).want(http.StatusCreated)
	for _, path := range h.stored() {
		raw, err := os.ReadFile(path)
		h.must(err)
		if bytes.Contains(raw, []byte("CANARY")) || strings.Contains(path, id.String()) {
			t.Errorf("%s tells", path)
		}
	}
	if n := h.count(`SELECT count(*) FROM vault.attachments a WHERE a::text LIKE '%CANARY%' OR encode(name, 'escape') LIKE '%CANARY%'`) +
		h.count(`SELECT count(*) FROM desk.entries WHERE data::text LIKE '%CANARY%'`); n != 0 {
		t.Error("the database tells")
	}
	// A file put in another's place does not open.
	other := newID()
	ann.sends(ticket, other, "", strings.Repeat("other ", 30_000)).want(http.StatusCreated)
	var blob uuid.UUID
	h.must(h.db.Owner.Get(&blob, `DELETE FROM vault.attachments WHERE id = $1 RETURNING blob`, other))
	_, err := h.db.Owner.Exec(`UPDATE vault.attachments SET blob = $1 WHERE id = $2`, blob, id)
	h.must(err)
	r, err := http.NewRequest("GET", h.url+apiPath+at(ticket, "attachments/"+id.String()), nil)
	h.must(err)
	r.Header.Set("Authorization", "Bearer "+ann.token)
	answer, err := http.DefaultClient.Do(r)
	if err == nil {
		var raw bytes.Buffer
		_, err = raw.ReadFrom(answer.Body)
		_ = answer.Body.Close()
		if raw.Len() != 0 {
			t.Errorf("gives %d bytes of another file", raw.Len())
		}
	}
	if err == nil {
		t.Error("a file in another's place is handed out")
	}
}

func TestHowManyFiles(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	ticket := ann.opens("tax", "hello")
	var sent []uuid.UUID
	for range 20 {
		sent = append(sent, newID())
		ann.sends(ticket, sent[len(sent)-1], "", png).want(http.StatusCreated)
	}
	ann.sends(ticket, newID(), "", png).want(http.StatusTooManyRequests).is("code", "limited")
	ann.sends(ticket, sent[3], "", png).want(http.StatusCreated)
	ann.postsFiles(ticket, "", sent[:10]...).want(http.StatusCreated)
	ann.sends(ticket, newID(), "", png).want(http.StatusCreated)
}

func TestFilesThatNobodyPosted(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	ticket, kept, dropped := ann.opens("tax", "hello"), newID(), newID()
	ann.sends(ticket, kept, "", png+"kept").want(http.StatusCreated)
	ann.sends(ticket, dropped, "", png+"dropped").want(http.StatusCreated)
	ann.postsFiles(ticket, "", kept).want(http.StatusCreated)
	h.must(os.WriteFile(filepath.Join(h.folder, "partial", "half"), nil, 0o600)) // of a node that was killed
	old := h.clock.Now().Add(-48 * time.Hour)
	h.must(os.Chtimes(filepath.Join(h.folder, "partial", "half"), old, old))
	stray := uuid.New() // killed between file and row
	h.must(os.MkdirAll(filepath.Join(h.folder, stray.String()[:2]), 0o700))
	h.must(os.WriteFile(filepath.Join(h.folder, stray.String()[:2], stray.String()), nil, 0o600))
	h.must(os.Chtimes(filepath.Join(h.folder, stray.String()[:2], stray.String()), old, old))
	for range 25 {
		h.clock.Advance(time.Hour)
		h.must(h.workers.Tidy(t.Context()))
	}
	ann.fetches(ticket, dropped).want(http.StatusNotFound)
	ann.fetches(ticket, kept).want(http.StatusOK)
	ann.postsFiles(ticket, "too late", dropped).want(http.StatusUnprocessableEntity)
	if files := h.stored(); len(files) != 1 {
		t.Errorf("files: %v", files)
	}
}

// Another node's sockets are told names by reading, this one's from memory.
func TestNamesOverSockets(t *testing.T) {
	h := open(t)
	ann, lind := h.visitor("Ann", ""), h.helper(people.RoleStaff, "Lind")
	ticket, id := ann.opens("tax", "hello"), newID()
	lind.post(at(ticket, "personal"), obj{}).want(http.StatusOK)
	mine, theirs := ann.live(), lind.live()
	mine.watch(ticket, 2)
	theirs.watch(ticket, 3)
	mine.wait("watching")
	theirs.wait("watching")
	ann.sends(ticket, id, "holiday.png", png).want(http.StatusCreated)
	ann.postsFiles(ticket, "", id).want(http.StatusCreated)
	if told := jsonText(mine.wait("entry")); strings.Count(told, "holiday.png") != 1 {
		t.Errorf("the customer is told %s", told)
	}
	told := theirs.wait("entry")["entry"].(obj)
	if strings.Contains(jsonText(told["data"]), "holiday.png") || !strings.Contains(jsonText(told["personal"]), "holiday.png") {
		t.Errorf("staff are told %v", told)
	}
	feed := h.desk.NewFeed()
	defer feed.Close()
	fed, err := feed.Read(t.Context(), map[int64]int64{ticket: 3})
	h.must(err)
	if len(fed[ticket]) != 1 || fed[ticket][0].Files[0].Name != "holiday.png" {
		t.Errorf("read: %v", fed)
	}
}

// What an export takes along, and what is left after an erasure: nothing.
func TestFilesOfAPerson(t *testing.T) {
	h := open(t)
	ann, bob, lind := h.visitor("Ann", ""), h.visitor("Bob", ""), h.helper(people.RoleStaff, "Lind")
	ticket, bobs := ann.opens("tax", "hello"), bob.opens("tax", "mine")
	mine, theirs, note, waiting, other := newID(), newID(), newID(), newID(), newID()
	ann.sends(ticket, mine, "mine.png", png+"mine").want(http.StatusCreated)
	ann.postsFiles(ticket, "", mine).want(http.StatusCreated)
	lind.post(at(ticket, "assign"), obj{}).want(http.StatusOK)
	for id, kind := range map[uuid.UUID]string{theirs: "message", note: "note"} {
		lind.sends(ticket, id, kind+".txt", "of staff").want(http.StatusCreated)
		lind.post(at(ticket, "entries"), obj{"id": newID(), "kind": kind, "attachments": []uuid.UUID{id}}).want(http.StatusCreated)
	}
	ann.sends(ticket, waiting, "", png).want(http.StatusCreated)
	bob.sends(bobs, other, "", png).want(http.StatusCreated)
	bob.postsFiles(bobs, "", other).want(http.StatusCreated)

	got := map[string]string{}
	h.must(h.files.Each(t.Context(), ann.id, func(s tickets.Sent, open func() (io.ReadCloser, error)) error {
		f, err := open()
		h.must(err)
		raw, err := io.ReadAll(f)
		got[s.Name] = string(raw)
		return errors.Join(err, f.Close())
	}))
	if len(got) != 2 || got["mine.png"] != png+"mine" || got["message.txt"] != "of staff" {
		t.Errorf("exported: %q", got)
	}
	if n, err := h.files.RemoveOf(t.Context(), ann.id); n != 4 || err != nil {
		t.Errorf("removed %d, %v", n, err)
	}
	ann.fetches(ticket, mine).want(http.StatusNotFound)
	ann.get(at(ticket, "entries?after=2&limit=1")).is("items.0.data.attachments.0.kind", "image").is("items.0.data.attachments.0.name", nil)
	bob.fetches(bobs, other).want(http.StatusOK)
	if n, err := h.files.RemoveFrom(t.Context(), bobs); n != 1 || err != nil || len(h.stored()) != 0 {
		t.Errorf("removed %d, %v, left %v", n, err, h.stored())
	}
}
