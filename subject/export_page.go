package subject

import (
	"bufio"
	"context"
	"embed"
	"encoding/json"
	"html/template"
	"io"
	"time"

	"kontor/privacy"
	"kontor/tickets"
)

// The page to read, in the languages of the desk. It runs nothing and fetches
// nothing.

//go:embed page.html words/*.json
var texts embed.FS

var page = template.Must(template.ParseFS(texts, "page.html"))

// catalogue is the words of the page in one language, or in English.
func catalogue(locale string) map[string]string {
	raw, err := texts.ReadFile("words/" + locale + ".json")
	if err != nil {
		raw, _ = texts.ReadFile("words/en.json") // is built in
	}
	words := map[string]string{}
	_ = json.Unmarshal(raw, &words) // a test reads them all
	return words
}

func (s *story) writePage(ctx context.Context, to io.Writer) error {
	out := bufio.NewWriter(to)
	p := &pageWriter{story: s, to: out, words: catalogue(s.person.Locale)}
	for _, part := range []func(context.Context) error{p.head, p.tickets, p.looks} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return out.Flush()
}

type pageWriter struct {
	*story
	to    io.Writer
	words map[string]string
}

type pageSpan struct{ From, To string }

func (p *pageWriter) put(block string, data map[string]any) error {
	data["W"] = p.words
	return page.ExecuteTemplate(p.to, block, data)
}

func moment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

func (p *pageWriter) head(ctx context.Context) error {
	profile, err := p.people.Profile(ctx, p.person.ID)
	if err != nil {
		return err
	}
	sessions, err := p.people.Sessions(ctx, p.person.ID)
	if err != nil {
		return err
	}
	spans := make([]pageSpan, 0, len(sessions))
	for _, s := range sessions {
		spans = append(spans, pageSpan{moment(s.CreatedAt), moment(s.ExpiresAt)})
	}
	return p.put("head", map[string]any{"Locale": p.person.Locale, "At": moment(p.at), "Profile": profile, "Alias": p.person.Name,
		"Since": moment(p.person.CreatedAt), "Sessions": spans})
}

func (p *pageWriter) tickets(ctx context.Context) error {
	topics, err := p.desk.Topics(ctx)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, t := range topics {
		names[t.ID] = t.Name(p.person.Locale)
	}
	return p.eachTicket(ctx, func(t tickets.OwnTicket) error { return p.ticket(ctx, t, names[t.Topic]) })
}

type pageFile struct{ Name, Path string }

func (p *pageWriter) ticket(ctx context.Context, t tickets.OwnTicket, topic string) error {
	var files []pageFile
	for _, f := range p.filesOfTicket(t.Number) {
		files = append(files, pageFile{f.Name, pathOf(f)})
	}
	err := p.put("ticket", map[string]any{"Number": t.Number, "Subject": t.Subject, "Topic": topic, "State": p.words["state."+string(t.State)],
		"At": moment(t.CreatedAt), "Form": t.Form, "Files": files})
	if err != nil {
		return err
	}
	if err := p.eachEntry(ctx, t, p.entry); err != nil {
		return err
	}
	ratings, err := p.desk.RatingsOf(ctx, t.Number)
	if err != nil {
		return err
	}
	for _, r := range ratings {
		if err := p.put("rating", map[string]any{"Stars": r.Stars, "Comment": r.Comment, "Handler": r.Handler.Name, "At": moment(r.At)}); err != nil {
			return err
		}
	}
	return nil
}

func (p *pageWriter) entry(e tickets.Seen) error {
	event := factsOf(e).Event
	if said, ok := p.words["event."+event]; ok {
		event = said
	}
	author := e.Author.Name
	if p.isMe(e.Author.ID) {
		author = p.words["me"]
	}
	return p.put("entry", map[string]any{"At": moment(e.At), "Author": author, "Me": p.isMe(e.Author.ID), "Event": event, "Text": words(e)})
}

func (p *pageWriter) looks(ctx context.Context) error {
	if err := p.put("looks", map[string]any{}); err != nil {
		return err
	}
	err := p.eachAccess(ctx, func(a privacy.Access) error {
		return p.put("look", map[string]any{"At": moment(a.At), "By": a.StaffName, "What": p.words["look."+a.What], "Ticket": a.Ticket, "Reason": a.Reason})
	})
	if err != nil {
		return err
	}
	return p.put("foot", map[string]any{})
}
