package privacy

// A customer may type "[name 1]" or copy it from somewhere. It must not be
// taken for a placeholder of ours, by people or by programs that draw
// placeholders as chips. So its brackets are made parentheses: "(name 1)".
// Nothing ever looks a placeholder up to put the value back, so a typed one can
// at worst mislead, never uncover.

// typedBrackets gives the edits for everything that looks like a placeholder,
// in any case and width of its characters.
func (v *view) typedBrackets() []edit {
	var edits []edit
	for i, r := range v.r {
		if r != '[' {
			continue
		}
		if end := v.typedEnd(i); end > 0 {
			edits = append(edits, v.bracketEdit(i, "("), v.bracketEdit(end, ")"))
		}
	}
	return edits
}

func (v *view) bracketEdit(i int, with string) edit {
	return edit{int(v.from[i]), int(v.to[i]), with, kindTyped}
}

// maxTyped is how far the closing bracket is looked for.
const maxTyped = 32

// typedEnd gives where the placeholder that opens at i is closed, or 0.
func (v *view) typedEnd(i int) int {
	for end := i + 1; end < len(v.r) && end <= i+maxTyped; end++ {
		switch {
		case v.r[end] == ']':
			if typedKinds[firstWord(v.r[i+1:end])] {
				return end
			}
			return 0
		case v.r[end] == '[' || v.r[end] == '\n':
			return 0
		}
	}
	return 0
}

// firstWord leaves out everything but letters up to the first digit.
func firstWord(inside []rune) string {
	word := make([]rune, 0, len(inside))
	for _, r := range inside {
		switch {
		case 'a' <= r && r <= 'z':
			word = append(word, r)
		case '0' <= r && r <= '9':
			return string(word)
		}
	}
	return string(word)
}

// typedKinds are all kinds that the interface may ever draw, those of later
// versions included.
var typedKinds = map[string]bool{
	"name": true, "email": true, "phone": true, "address": true, "order": true, "card": true, "iban": true, "hidden": true,
	"nationalid": true, "taxid": true, "passport": true, "ip": true, "url": true, "plate": true, "birthdate": true,
}
