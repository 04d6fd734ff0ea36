package people

import (
	"context"

	"github.com/google/uuid"

	"kontor/privacy"
)

// Key is the key of one person, with which other packages seal what is personal
// about them. NotFound: there is no such person, or their key was destroyed.
func (r *Register) Key(ctx context.Context, person uuid.UUID) (*privacy.PersonKey, error) {
	known, err := r.personal(ctx, person)
	return known.key, err
}
