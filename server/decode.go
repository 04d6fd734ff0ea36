package server

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"kontor/internal/fault"
)

// How bodies are read. Bodies that are not UTF-8 and texts that hold NUL, which
// PostgreSQL cannot keep, are refused before anything looks at them.

var (
	errNotUTF8 = errors.New("body is not valid UTF-8")
	errNUL     = errors.New("body holds NUL")
)

// checkUTF8 refuses bytes that are not text. encoding/json would replace them
// without a word.
func checkUTF8(raw []byte) error {
	if !utf8.Valid(raw) {
		return fault.Invalid("the text is not valid UTF-8")
	}
	return nil
}

// jsonFormat is how huma reads and writes JSON here.
var jsonFormat = huma.Format{
	Marshal: func(w io.Writer, v any) error {
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		return out.Encode(v)
	},
	Unmarshal: unmarshal,
}

// unmarshal is asked twice by huma, first for anything at all, which is when
// the text is looked through.
func unmarshal(data []byte, v any) error {
	loose, first := v.(*any)
	if first && !utf8.Valid(data) {
		return errNotUTF8
	}
	if err := json.Unmarshal(data, v); err != nil {
		return err
	}
	if first && holdsNUL(*loose) {
		return errNUL
	}
	return nil
}

func holdsNUL(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.ContainsRune(v, 0)
	case []any:
		for _, item := range v {
			if holdsNUL(item) {
				return true
			}
		}
	case map[string]any:
		for name, item := range v {
			if strings.ContainsRune(name, 0) || holdsNUL(item) {
				return true
			}
		}
	}
	return false
}

// unreadable is the problem of a body that unmarshal refused.
func unreadable(why string) *Problem {
	switch why {
	case errNotUTF8.Error():
		return newProblem(http.StatusBadRequest, fault.KindInvalid, "The body is not valid UTF-8.")
	case errNUL.Error():
		return newProblem(http.StatusUnprocessableEntity, fault.KindInvalid, "The text holds a NUL character.")
	}
	return newProblem(http.StatusBadRequest, fault.KindInvalid, "The body is not valid JSON.")
}
