package people

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

const tokenBytes = 32

// newToken gives a secret for a session or a link. It is shown once and never
// stored; the database knows its hash.
func newToken() string {
	secret := make([]byte, tokenBytes)
	rand.Read(secret) // never fails (crypto/rand)
	return base64.RawURLEncoding.EncodeToString(secret)
}

// hashToken gives what the database knows a token by, and whether it is shaped
// like a token at all. A plain hash is enough: the secret has 256 random bits.
func hashToken(token string) ([]byte, bool) {
	if len(token) != base64.RawURLEncoding.EncodedLen(tokenBytes) {
		return nil, false
	}
	secret, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil {
		return nil, false
	}
	hash := sha256.Sum256(secret)
	return hash[:], true
}
