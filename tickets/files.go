package tickets

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/files"
	"kontor/internal/postgres"
	"kontor/people"
)

// Files are what was sent to tickets. The bytes lie in a store, sealed with the
// customer's key; nobody gets them but the customer and staff to whom the customer's
// data is open, and no expert ever.
type Files struct {
	desk  *Desk
	store *files.Store
	busy  chan struct{}
}

// NewFiles keeps the files of a desk in a store.
func NewFiles(d *Desk, store *files.Store) *Files {
	return &Files{desk: d, store: store, busy: make(chan struct{}, uploadsAtOnce)}
}

// What may be sent. Files that were sent and not posted count for a day, then they go.
const (
	MaxFile        = 10 << 20 // bytes
	uploadsAtOnce  = 32       // of a node
	filesOfTicket  = 200
	filesWaiting   = 20        // of one person, sent and not posted
	bytesADay      = 250 << 20 // of one customer
	bytesADayStaff = 4 << 30   // of one member of staff
	unpostedFor    = 24 * time.Hour
)

// ErrTooLarge is returned for a file of more than MaxFile bytes.
var ErrTooLarge = errors.New("the file is larger than 10 MB")

// Upload is a file on its way to a ticket, or (Ticket 0) to one that its sender is
// about to open. ID is made by the sender and makes it safe to send again.
type Upload struct {
	Ticket int64
	ID     uuid.UUID
	By     people.Person
	Name   string
	Body   io.Reader
}

// Put takes a file in. It holds a chunk of it in memory, never the whole. When it
// returns, the file is on the disk. The same content under the same id by the same
// person is the same file; anything else under that id is a conflict.
func (f *Files) Put(ctx context.Context, u Upload) (Attachment, error) {
	customer, err := f.admit(ctx, u)
	if err != nil {
		return Attachment{}, err
	}
	select {
	case f.busy <- struct{}{}:
		defer func() { <-f.busy }()
	default:
		return Attachment{}, fault.Unavailable(2*time.Second, "Many files are coming in just now; please send this one again, with the same id.")
	}
	dossier, err := f.desk.people.Dossier(ctx, customer)
	if err != nil {
		return Attachment{}, err
	}
	row, err := f.takeIn(u, dossier)
	if err != nil {
		return Attachment{}, err
	}
	kept, err := f.enter(ctx, row, u.By, dossier)
	if err != nil || kept.Blob != row.Blob {
		err = errors.Join(err, f.store.Remove(row.Blob))
	}
	if err != nil {
		return Attachment{}, err
	}
	return kept.attachment(dossier)
}

// admit says whether this person may send this file now, before any of it is read, and
// with which customer's key it is sealed.
func (f *Files) admit(ctx context.Context, u Upload) (customer uuid.UUID, err error) {
	if u.By.Role == people.RoleExpert {
		return uuid.Nil, fault.Forbidden("experts attach no files")
	}
	if u.ID == uuid.Nil {
		return uuid.Nil, fault.Invalid("a file needs an id").With("id", "must be a UUID made by the sender")
	}
	if customer, err = f.customer(ctx, u); err != nil {
		return uuid.Nil, err
	}
	var known attachmentRow
	err = f.desk.reads.Get(ctx, &known, `SELECT `+attachmentColumns+` FROM vault.attachments a WHERE a.id = $1`, u.ID)
	if errors.Is(err, sql.ErrNoRows) {
		return customer, nil
	}
	if err == nil && !known.sentAs(u.Ticket, u.By.ID) {
		err = idInUse()
	}
	return customer, err
}

// customer is whose ticket a file is for.
func (f *Files) customer(ctx context.Context, u Upload) (uuid.UUID, error) {
	if u.Ticket == 0 {
		if u.By.Role != people.RoleCustomer {
			return uuid.Nil, fault.Forbidden("only customers open tickets")
		}
		return u.By.ID, nil
	}
	sight, err := f.desk.glimpse(ctx, u.By, u.Ticket)
	if err == nil && sight.State == StateClosed {
		err = fault.Conflict("this ticket is closed; please open a new one")
	}
	return sight.Customer, err
}

// sentAs reports whether this is a file that its sender may send once more. One that
// was sent before its ticket may come again when the ticket is open.
func (r *attachmentRow) sentAs(ticket int64, by uuid.UUID) bool {
	return r.Uploader == by && (ticket == 0 || r.Ticket == ticket)
}

func idInUse() error { return fault.Conflict("this id is in use; make a new one") }

// takeIn seals a file into the store.
func (f *Files) takeIn(u Upload, dossier *people.Dossier) (attachmentRow, error) {
	row := attachmentRow{ID: u.ID, Ticket: u.Ticket, Customer: dossier.Person, Uploader: u.By.ID, Blob: uuid.New()}
	if name := cleanName(u.Name); name != "" {
		row.Name = dossier.Key.Seal([]byte(name), fileNamePlace(u.ID))
	}
	sum := sha256.New()
	err := f.store.Put(row.Blob, func(w io.Writer) error {
		sealed, err := dossier.Key.SealFile(w, filePlace(u.ID))
		if err != nil {
			return err
		}
		head, err := readHead(u.Body)
		if err != nil {
			return err
		}
		row.Kind, row.MediaType = sniff(head)
		row.Size, err = io.Copy(io.MultiWriter(sealed, sum), io.LimitReader(io.MultiReader(bytes.NewReader(head), u.Body), MaxFile+1))
		switch {
		case err != nil:
			return err
		case row.Size == 0:
			return fault.Invalid("the file is empty").With("body", "is empty")
		case row.Size > MaxFile:
			return ErrTooLarge
		}
		return sealed.Close()
	})
	row.Digest = dossier.Key.Seal(sum.Sum(nil), fileDigestPlace(u.ID))
	return row, err
}

func readHead(body io.Reader) ([]byte, error) {
	head := make([]byte, sniffMost)
	n, err := io.ReadFull(body, head)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil
	}
	return head[:n], err
}

// enter writes the row of a file whose bytes are on the disk, or finds the one that
// is there already. If the customer was erased meanwhile there is nothing to enter.
func (f *Files) enter(ctx context.Context, row attachmentRow, by people.Person, dossier *people.Dossier) (kept attachmentRow, err error) {
	err = postgres.InTx(ctx, f.desk.app, func(tx *sqlx.Tx) error {
		if err := oneAtATime(ctx, tx, row); err != nil {
			return err
		}
		err := tx.GetContext(ctx, &kept, `SELECT `+attachmentColumns+` FROM vault.attachments a WHERE a.id = $1`, row.ID)
		if err == nil {
			return sameFile(row, kept, dossier)
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err := f.room(ctx, tx, row, by); err != nil {
			return err
		}
		kept = row
		return insertFile(ctx, tx, row, f.desk.clock.Now())
	})
	if postgres.IsUnique(err) {
		err = idInUse()
	}
	return kept, err
}

// oneAtATime lets nobody else enter a file of the same person, nor then one of the same
// ticket, so that the limits count. Posts to the ticket do not wait for it.
func oneAtATime(ctx context.Context, tx *sqlx.Tx, row attachmentRow) error {
	const lock = `SELECT pg_advisory_xact_lock(hashtextextended($1, 6))`
	_, err := tx.ExecContext(ctx, lock, row.Uploader.String())
	if err == nil && row.Ticket != 0 {
		_, err = tx.ExecContext(ctx, lock, fmt.Sprintf("ticket %d", row.Ticket))
	}
	return err
}

func insertFile(ctx context.Context, tx *sqlx.Tx, r attachmentRow, now time.Time) error {
	res, err := tx.ExecContext(ctx, `
		INSERT INTO vault.attachments (id, ticket, customer, uploader, blob, kind, media_type, size, name, digest, at)
		SELECT $1, nullif($2::bigint, 0), $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM (SELECT FROM vault.keys WHERE person = $3 FOR KEY SHARE) key`,
		r.ID, r.Ticket, r.Customer, r.Uploader, r.Blob, r.Kind, r.MediaType, r.Size, r.Name, r.Digest, now)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, notFound())
	}
	return nil
}

func sameFile(row, kept attachmentRow, dossier *people.Dossier) error {
	if !kept.sentAs(row.Ticket, row.Uploader) || kept.Customer != row.Customer {
		return idInUse()
	}
	was, err := dossier.Key.Open(kept.Digest, fileDigestPlace(row.ID))
	if err != nil {
		return err
	}
	is, err := dossier.Key.Open(row.Digest, fileDigestPlace(row.ID))
	if err == nil && !bytes.Equal(was, is) {
		return idInUse()
	}
	return err
}

// room says whether another file fits, into the ticket and into what its sender may
// send in a day.
func (f *Files) room(ctx context.Context, tx *sqlx.Tx, row attachmentRow, by people.Person) error {
	var is struct {
		Ticket  int   `db:"ticket"`
		Waiting int   `db:"waiting"`
		Bytes   int64 `db:"bytes"`
	}
	err := tx.GetContext(ctx, &is, `
		SELECT (SELECT count(*) FROM vault.attachments WHERE ticket = $1) AS ticket,
		       count(*) FILTER (WHERE entry IS NULL) AS waiting, coalesce(sum(size), 0)::bigint AS bytes
		FROM vault.attachments WHERE uploader = $2 AND at > $3`, row.Ticket, row.Uploader, f.desk.clock.Now().Add(-unpostedFor))
	if err != nil {
		return err
	}
	most := int64(bytesADay)
	if isStaff(by) {
		most = bytesADayStaff
	}
	switch {
	case is.Ticket >= filesOfTicket:
		return fault.Conflict("this ticket holds %d files, which is as many as it may", filesOfTicket)
	case is.Waiting >= filesWaiting:
		return fault.Limited(time.Minute, "Please send the files that are waiting before you add more.")
	case is.Bytes+row.Size > most:
		return fault.Limited(time.Hour, "That is too much for one day; please try again tomorrow.")
	}
	return nil
}

// File is a file as it is handed out. Close it.
type File struct {
	Attachment
	MediaType string
	Inline    bool // a browser may show it
	io.ReadCloser
	from func(at int64) (io.ReadCloser, error)
}

// Get hands a file out: to the customer what everybody reads in their ticket; to
// staff of its team while the customer's data is open to them, since what a picture
// shows is personal; and to whom it comes from. For anybody else, and for every
// expert, there is none.
func (f *Files) Get(ctx context.Context, p people.Person, ticket int64, id uuid.UUID) (File, error) {
	gone := fault.NotFound("there is no such file, or it is not open to you")
	if p.Role == people.RoleExpert {
		return File{}, gone
	}
	sight, err := f.desk.glimpse(ctx, p, ticket)
	if err != nil {
		return File{}, err
	}
	var row struct {
		attachmentRow
		Audience sql.NullString `db:"audience"` // of its entry
	}
	err = f.desk.reads.Get(ctx, &row, `
		SELECT `+attachmentColumns+`, e.audience FROM vault.attachments a LEFT JOIN desk.entries e ON e.ticket = a.ticket AND e.id = a.entry
		WHERE a.ticket = $1 AND a.id = $2`, ticket, id)
	if errors.Is(err, sql.ErrNoRows) {
		return File{}, gone
	}
	if err != nil {
		return File{}, err
	}
	may := row.Uploader == p.ID || row.Audience.Valid && Stream(p).Sees(Audience(row.Audience.String)) && (p.ID == sight.Customer || sight.PersonalTill != nil)
	if !may {
		return File{}, gone
	}
	return f.open(ctx, &row.attachmentRow)
}

func (f *Files) open(ctx context.Context, row *attachmentRow) (File, error) {
	dossier, err := f.desk.people.Dossier(ctx, row.Customer)
	if err != nil {
		return File{}, err
	}
	a, err := row.attachment(dossier)
	if err != nil {
		return File{}, err
	}
	sealed, err := f.store.Get(row.Blob)
	if errors.Is(err, fs.ErrNotExist) {
		return File{}, fmt.Errorf("file %s is not in the store: %w", row.Blob, err)
	}
	if err != nil {
		return File{}, err
	}
	return File{Attachment: a, MediaType: row.MediaType, Inline: shownInline[row.MediaType],
		ReadCloser: opened{dossier.Key.OpenFile(sealed, filePlace(row.ID)), sealed},
		from: func(at int64) (io.ReadCloser, error) {
			if _, err := sealed.Seek(0, io.SeekStart); err != nil {
				return nil, err
			}
			plain, err := dossier.Key.OpenFileFrom(sealed, filePlace(row.ID), at)
			return opened{plain, sealed}, err
		}}, nil
}

// Part lets a file be read from a byte on, and so many of them.
func (f *File) Part(at, length int64) error {
	rest, err := f.from(at)
	if err == nil {
		f.ReadCloser = opened{io.LimitReader(rest, length), rest}
	}
	return err
}

type opened struct {
	io.Reader
	io.Closer
}

// Sent is a file as a person's export tells of it.
type Sent struct {
	Attachment
	Ticket    int64
	Entry     uuid.UUID
	MediaType string
	At        time.Time
}

// Each gives the files of a customer's tickets that the customer can read, oldest
// first, one at a time; open gives the bytes of the one at hand.
func (f *Files) Each(ctx context.Context, customer uuid.UUID, give func(s Sent, open func() (io.ReadCloser, error)) error) error {
	dossier, err := f.desk.people.Dossier(ctx, customer)
	if err != nil {
		return err
	}
	var rows []struct {
		attachmentRow
		At time.Time `db:"at"`
	}
	err = f.desk.app.SelectContext(ctx, &rows, `
		SELECT `+attachmentColumns+`, a.at FROM vault.attachments a JOIN desk.entries e ON e.ticket = a.ticket AND e.id = a.entry
		WHERE a.customer = $1 AND e.audience = 'everyone' ORDER BY a.at, a.id`, customer)
	if err != nil {
		return err
	}
	for i := range rows {
		row := &rows[i]
		a, err := row.attachment(dossier)
		if err != nil {
			return err
		}
		err = give(Sent{a, row.Ticket, row.Entry.UUID, row.MediaType, row.At}, func() (io.ReadCloser, error) { return f.open(ctx, &row.attachmentRow) })
		if err != nil {
			return err
		}
	}
	return nil
}

// RemoveOf removes all files of a customer's tickets, whoever sent them, and says how
// many. What a log says of them, kind and size, stays.
func (f *Files) RemoveOf(ctx context.Context, customer uuid.UUID) (int64, error) {
	return f.remove(ctx, `customer = $1`, customer)
}

// RemoveFrom removes all files of one ticket.
func (f *Files) RemoveFrom(ctx context.Context, ticket int64) (int64, error) {
	return f.remove(ctx, `ticket = $1`, ticket)
}

// remove takes rows away first: a file without a row is found and removed later, a
// row without a file would be a promise.
func (f *Files) remove(ctx context.Context, which string, args ...any) (int64, error) {
	var blobs []uuid.UUID
	if err := f.desk.app.SelectContext(ctx, &blobs, `DELETE FROM vault.attachments WHERE `+which+` RETURNING blob`, args...); err != nil {
		return 0, err
	}
	var err error
	for _, blob := range blobs {
		err = errors.Join(err, f.store.Remove(blob))
	}
	return int64(len(blobs)), err
}

// Tidy removes what was sent and not posted within a day, and what a node that was
// killed has left: half-written files and, in the shards that are due at this hour,
// files without a row. In a day it comes to all of them.
func (f *Files) Tidy(ctx context.Context) (gone int64, err error) {
	now := f.desk.clock.Now()
	day := now.Add(-unpostedFor)
	gone, err = f.remove(ctx, `entry IS NULL AND at < $1`, day)
	cleared, err2 := f.store.Clear(day)
	err, gone = errors.Join(err, err2), gone+cleared
	for shard := now.UTC().Hour(); shard < files.Shards; shard += 24 {
		n, failed := f.tidyShard(ctx, shard, day)
		err, gone = errors.Join(err, failed), gone+n
	}
	return gone, err
}

func (f *Files) tidyShard(ctx context.Context, shard int, before time.Time) (gone int64, err error) {
	names, err := f.store.Names(shard, before)
	if err != nil || len(names) == 0 {
		return 0, err
	}
	var strays []uuid.UUID
	err = f.desk.app.SelectContext(ctx, &strays, `
		SELECT name FROM unnest($1::uuid[]) AS n (name) WHERE NOT EXISTS (SELECT FROM vault.attachments WHERE blob = n.name)`, pq.Array(names))
	for _, name := range strays {
		if failed := f.store.Remove(name); failed != nil {
			err = errors.Join(err, failed)
			continue
		}
		gone++
	}
	return gone, err
}
