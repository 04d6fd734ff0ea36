package seed

import (
	"context"

	"kontor/experts"
	"kontor/people"
)

// openToExperts lets anybody apply to the demo's organisation.
func (r *replay) openToExperts(ctx context.Context) error {
	school := experts.New(experts.Parts{App: r.db, Desk: r.desk, People: r.register, Clock: r.clock})
	_, err := school.SavePage(ctx, people.System(), experts.Page{Open: true, Earn: map[string]string{
		"en": "A good feeling, a public thank-you every month, and for every solved request a small reward.",
		"de": "Ein gutes Gefühl, jeden Monat ein öffentliches Dankeschön und für jede gelöste Anfrage eine kleine Belohnung.",
		"da": "En god følelse, en offentlig tak hver måned og en lille belønning for hver sag, du løser.",
		"pl": "Satysfakcja, publiczne podziękowanie co miesiąc i drobna nagroda za każde rozwiązane zgłoszenie.",
		"hu": "Jó érzés, havonta nyilvános köszönet, és minden megoldott kérésért egy kis jutalom.",
	}})
	return err
}
