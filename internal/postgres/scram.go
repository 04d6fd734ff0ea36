package postgres

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
)

// How often a password is hashed: what makes guessing slow, and each connection of
// a test.
const scramRounds, scramRoundsVolatile = 4096, 1

// PasswordVerifier gives what PostgreSQL keeps of a password (RFC 5802, RFC
// 7677). It may be given in CREATE and ALTER ROLE in place of the password,
// which then shows in no log and no statement statistics. The password must be
// printable ASCII: anything else would have to be normalised first.
func PasswordVerifier(password string) (string, error) {
	return passwordVerifier(password, scramRounds)
}

func passwordVerifier(password string, rounds int) (string, error) {
	for _, b := range []byte(password) {
		if b < ' ' || b > '~' {
			return "", fmt.Errorf("a database password must be printable ASCII")
		}
	}
	salt := make([]byte, 16)
	rand.Read(salt) //nolint:errcheck // never fails
	salted, err := pbkdf2.Key(sha256.New, password, salt, rounds, sha256.Size)
	if err != nil {
		return "", fmt.Errorf("derive password key: %w", err)
	}
	stored := sha256.Sum256(hmacOf(salted, "Client Key"))
	text := base64.StdEncoding.EncodeToString
	return fmt.Sprintf("SCRAM-SHA-256$%d:%s$%s:%s", rounds, text(salt), text(stored[:]), text(hmacOf(salted, "Server Key"))), nil
}

func hmacOf(key []byte, message string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(message))
	return h.Sum(nil)
}
