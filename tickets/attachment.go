package tickets

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// Attachment is a file as an entry speaks of it. What an entry keeps has no name: a
// name is personal, and only who may see the file is told it.
type Attachment struct {
	ID   uuid.UUID `json:"id"`
	Kind string    `json:"kind" enum:"image,pdf,text,office,audio,video,archive,other"`
	Size int64     `json:"size" doc:"In bytes"`
	Name string    `json:"name,omitempty" doc:"For the customer; for staff it stands in personal"`
}

// MaxAttachments is how many files go with one entry.
const MaxAttachments = 10

// excerptOfFile stands for a message that has no words.
const excerptOfFile = "📎"

// bare are attachments as they are stored, without names.
func bare(files []Attachment) []Attachment {
	out := slices.Clone(files)
	for i := range out {
		out[i].Name = ""
	}
	return out
}

func checkAttachments(ids []uuid.UUID) error {
	if len(ids) > MaxAttachments {
		return fault.Invalid("there are too many files").With("attachments", "has more than 10 members")
	}
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			return fault.Invalid("a file is there twice").With("attachments", "holds an id twice")
		}
	}
	return nil
}

// attachmentRow is a row of vault.attachments.
type attachmentRow struct {
	ID        uuid.UUID     `db:"id"`
	Ticket    int64         `db:"ticket"` // 0: it waits for one to be opened
	Customer  uuid.UUID     `db:"customer"`
	Uploader  uuid.UUID     `db:"uploader"`
	Blob      uuid.UUID     `db:"blob"`
	Kind      string        `db:"kind"`
	MediaType string        `db:"media_type"`
	Size      int64         `db:"size"`
	Name      []byte        `db:"name"`
	Digest    []byte        `db:"digest"`
	Entry     uuid.NullUUID `db:"entry"`
}

const attachmentColumns = `a.id, coalesce(a.ticket, 0) AS ticket, a.customer, a.uploader, a.blob, a.kind, a.media_type, a.size, a.name, a.digest, a.entry`

func filePlace(id uuid.UUID) string       { return "attachments:" + id.String() }
func fileNamePlace(id uuid.UUID) string   { return "attachments.name:" + id.String() }
func fileDigestPlace(id uuid.UUID) string { return "attachments.digest:" + id.String() }

// attachment is the file with its name.
func (r *attachmentRow) attachment(d *people.Dossier) (Attachment, error) {
	a := Attachment{ID: r.ID, Kind: r.Kind, Size: r.Size}
	if r.Name == nil {
		return a, nil
	}
	name, err := d.Key.Open(r.Name, fileNamePlace(r.ID))
	a.Name = string(name)
	return a, err
}

// findFiles loads the files that a post names.
func (d *Desk) findFiles(ctx context.Context, o Order, p *Post) (err error) {
	p.files, err = d.filesFor(ctx, o, p.Attachments)
	return err
}

// filesFor loads the files that are to go with an entry: those that its author has
// sent to this ticket (0: to one that is about to be opened) and not posted yet, or
// with this very entry.
func (d *Desk) filesFor(ctx context.Context, o Order, ids []uuid.UUID) (files []Attachment, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	if o.By.Role == people.RoleExpert {
		return nil, fault.Forbidden("experts attach no files")
	}
	var rows []attachmentRow
	err = d.reads.Select(ctx, &rows, `SELECT `+attachmentColumns+` FROM vault.attachments a WHERE a.uploader = $1 AND a.id = ANY ($2)`, o.By.ID, pq.Array(ids))
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		i := slices.IndexFunc(rows, func(r attachmentRow) bool { return r.ID == id && (r.Ticket == o.Ticket || r.Entry.UUID == o.ID) })
		if i < 0 {
			return nil, fault.Invalid("a file is not there; please attach it again").With("attachments", "names a file that you have not sent for this")
		}
		if e := rows[i].Entry; e.Valid && e.UUID != o.ID {
			return nil, attachedElsewhere()
		}
		dossier, err := d.people.Dossier(ctx, rows[i].Customer)
		if err != nil {
			return nil, err
		}
		file, err := rows[i].attachment(dossier)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

func attachedElsewhere() error {
	return fault.Conflict("one of the files went with another message already; please attach it again")
}

// attach puts files to an entry that has just been appended. The hot path leaves it
// to a transaction of its own, which alone can say that they are still there.
func (c *Case) attach(e *Entry, files []Attachment) {
	if len(files) == 0 {
		return
	}
	e.files = files
	for _, f := range files {
		c.Out.Attach = append(c.Out.Attach, f.ID)
	}
}

// writeAttached notes with which entry the files went.
func writeAttached(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if len(c.Out.Attach) == 0 {
		return nil
	}
	res, err := tx.Exec(ctx, `UPDATE vault.attachments SET ticket = $1, entry = $3 WHERE coalesce(ticket, $1) = $1 AND id = ANY ($2) AND uploader = $4 AND entry IS NULL`,
		c.Ticket.Number, pq.Array(c.Out.Attach), c.ID, c.Actor.ID)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != int64(len(c.Out.Attach)) {
		if err == nil {
			err = attachedElsewhere()
		}
		return err
	}
	return nil
}

// filesIn are the attachments that an entry's data speak of.
func filesIn(e Entry) []Attachment {
	if !bytes.Contains(e.Data, []byte(`"attachments"`)) {
		return nil
	}
	var data struct{ Attachments []Attachment }
	if json.Unmarshal(e.Data, &data) != nil {
		return nil
	}
	return data.Attachments
}

// named gives the files of entries with their names, by entry. Files that are gone
// have none.
func (d *Desk) named(ctx context.Context, customer uuid.UUID, entries []Entry) (map[uuid.UUID][]Attachment, error) {
	var ids []uuid.UUID
	found := map[uuid.UUID][]Attachment{}
	for _, e := range entries {
		for _, f := range filesIn(e) {
			found[e.ID], ids = append(found[e.ID], f), append(ids, f.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	dossier, err := d.people.Dossier(ctx, customer)
	if err != nil {
		return nil, err
	}
	var rows []attachmentRow
	err = d.reads.Select(ctx, &rows, `SELECT `+attachmentColumns+` FROM vault.attachments a WHERE a.id = ANY ($1) AND a.customer = $2`, pq.Array(ids), customer)
	if err != nil {
		return nil, err
	}
	names := map[uuid.UUID]string{}
	for _, r := range rows {
		a, err := r.attachment(dossier)
		if err != nil {
			return nil, err
		}
		names[r.ID] = a.Name
	}
	for _, files := range found {
		for i := range files {
			files[i].Name = names[files[i].ID]
		}
	}
	return found, nil
}
