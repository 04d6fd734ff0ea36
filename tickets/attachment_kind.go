package tickets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"
)

// sniffMost is how much of a file is looked at to find out what it is.
const sniffMost = 3072

// shownInline are the pictures that a browser draws and nothing else: no scripts, no
// links out.
var shownInline = map[string]bool{"image/png": true, "image/jpeg": true, "image/gif": true, "image/webp": true, "image/avif": true}

// plainly are other types that are named when a file is handed out. All the rest is
// bytes: a page or a program is never called one.
var plainly = map[string]bool{"application/pdf": true, "text/plain": true, "application/zip": true}

// sniff says what a file is by how it begins, whatever its sender said: its kind, and
// the type under which it is handed out.
func sniff(head []byte) (kind, mediaType string) {
	m := mimetype.Detect(head)
	mediaType, _, _ = strings.Cut(m.String(), ";")
	kind = kindOf(m, mediaType)
	if !shownInline[mediaType] && !plainly[mediaType] && kind != "audio" && kind != "video" {
		mediaType = "application/octet-stream"
	}
	return kind, mediaType
}

func kindOf(m *mimetype.MIME, mediaType string) string {
	group, _, _ := strings.Cut(mediaType, "/")
	switch {
	case mediaType == "image/svg+xml": // a page in disguise
		return "other"
	case group == "image", group == "audio", group == "video":
		return group
	case mediaType == "application/pdf":
		return "pdf"
	case isOffice(mediaType):
		return "office"
	case mediaType == "text/plain", mediaType == "text/csv", mediaType == "text/tab-separated-values":
		return "text"
	case isArchive(m):
		return "archive"
	}
	return "other"
}

func isOffice(mediaType string) bool {
	for _, begin := range []string{"application/vnd.openxmlformats-officedocument", "application/vnd.oasis.opendocument", "application/vnd.ms-",
		"application/msword", "application/x-ole-storage", "text/rtf", "application/rtf"} {
		if strings.HasPrefix(mediaType, begin) {
			return true
		}
	}
	return false
}

// isArchive looks at what a type is made of, too: an app is a zip.
func isArchive(m *mimetype.MIME) bool {
	for ; m != nil; m = m.Parent() {
		switch m.String() {
		case "application/zip", "application/gzip", "application/x-tar", "application/x-7z-compressed", "application/x-rar-compressed",
			"application/x-bzip2", "application/x-xz", "application/zstd":
			return true
		}
	}
	return false
}

const maxFileName = 120

// cleanName makes of what a sender calls a file a name that is safe to show and to
// save under: one part of a path, without what is invisible or turns the writing
// round, with its ending kept.
func cleanName(name string) string {
	if at := strings.LastIndexAny(name, `/\`); at >= 0 {
		name = name[at+1:]
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.In(r, unicode.Cf, unicode.Cc, unicode.Co):
			return -1
		case unicode.IsSpace(r):
			return ' '
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), " .")
	runes := []rune(name)
	if len(runes) <= maxFileName {
		return name
	}
	ending := ""
	if at := strings.LastIndexByte(name, '.'); at >= 0 && len(name)-at <= 12 {
		ending = name[at:]
	}
	return string(runes[:maxFileName-utf8.RuneCountInString(ending)]) + ending
}
