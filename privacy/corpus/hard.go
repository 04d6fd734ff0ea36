package corpus

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed hard/*.txt
var hardFiles embed.FS

// Hard gives the cases written by hand, one to a line of hard/<locale>.txt. A
// line may begin with the names that are known: "@names Anna Smith | …". Orders
// are always known.
func Hard() ([]Case, error) {
	var all []Case
	for _, locale := range Locales {
		content, err := hardFiles.ReadFile("hard/" + locale + ".txt")
		if err != nil {
			return nil, err
		}
		for _, line := range lines(string(content)) {
			c, err := hardCase(locale, line)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", line, err)
			}
			all = append(all, c)
		}
	}
	return all, nil
}

func hardCase(locale, line string) (Case, error) {
	var names []string
	if rest, ok := strings.CutPrefix(line, "@names "); ok {
		list, text, _ := strings.Cut(rest, " | ")
		names, line = strings.Split(list, ", "), text
	}
	c, err := parse(locale, line, func(slot string) string { return slot })
	if err != nil {
		return c, err
	}
	c.Known.Names = names
	text := []rune(c.Text)
	for _, l := range c.Labels {
		if l.Kind == "order" {
			c.Known.Orders = append(c.Known.Orders, string(text[l.Start:l.End]))
		}
	}
	return c, nil
}
