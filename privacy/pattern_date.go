package privacy

// dateAt reads the date whose first digits are token i: in digits in any usual
// order, or with the name of the month in one of the five languages.
func (v *view) dateAt(i int) (d date, ok bool) {
	if d, ok = v.namedDate(i); ok {
		return d, true
	}
	if d, ok = v.digitDate(i); ok {
		return d, true
	}
	return v.rowDate(i)
}

// digitDate reads 12.03.1985, 12/3-85, 1985-03-12, "1985. 03. 12".
func (v *view) digitDate(i int) (date, bool) {
	if i+2 >= len(v.tokens) || !v.dateGap(i) || !v.dateGap(i+1) {
		return date{}, false
	}
	a, b, c := v.tokens[i], v.tokens[i+1], v.tokens[i+2]
	if a.size() > 4 || b.size() > 2 || c.size() > 4 || v.joinedDigits(a.start, c.end) {
		return date{}, false
	}
	first, middle, end := v.value(a), v.value(b), v.value(c)
	switch {
	case a.size() == 4 && c.size() <= 2: // year first
		if !birthYear(first) || !(daymonth(end, middle) || daymonth(middle, end)) {
			return date{}, false
		}
	case a.size() <= 2 && (c.size() == 4 && birthYear(end) || c.size() == 2):
		if !daymonth(first, middle) && !daymonth(middle, first) {
			return date{}, false
		}
	default:
		return date{}, false
	}
	return date{start: a.start, end: c.end, first: i, last: i + 3}, true
}

// dateGap accepts what stands between day, month and year.
func (v *view) dateGap(i int) bool {
	a, b := v.tokens[i], v.tokens[i+1]
	if a.letters || b.letters || b.start-a.end > 3 {
		return false
	}
	for j := a.end; j < b.start; j++ {
		switch v.r[j] {
		case '.', '-', '/', ' ', '\\', '_':
		default:
			return false
		}
	}
	return true
}

// joinedDigits reports whether more digits are joined to a date.
func (v *view) joinedDigits(start, end int) bool {
	if start > 0 && (v.letter(start-1) || joins(v.r[start-1]) && start > 1 && v.digit(start-2)) {
		return true
	}
	if end < len(v.r) && (v.r[end] == '-' || v.r[end] == '/') && end+1 < len(v.r) && v.digit(end+1) {
		return true
	}
	return false
}

// rowDate reads 12031985, 19850312 and 120385, which are dates only right
// behind the word.
func (v *view) rowDate(i int) (date, bool) {
	t := v.tokens[i]
	if t.size() != 8 && t.size() != 6 || v.joinedDigits(t.start, t.end) || t.end < len(v.r) && v.letter(t.end) {
		return date{}, false
	}
	w := string(v.word(t))
	d := v.digits(make([]byte, 0, 8), v.tokens[i:i+1], 8)
	ok := len(w) == 6 && (daymonth(two(d), two(d[2:])) || daymonth(two(d[4:]), two(d[2:])))
	if len(w) == 8 {
		ok = year(w[4:]) && (daymonth(two(d), two(d[2:])) || daymonth(two(d[2:]), two(d))) || year(w[:4]) && daymonth(two(d[6:]), two(d[4:]))
	}
	return date{start: t.start, end: t.end, first: i, last: i + 1, bare: true}, ok
}

// namedDate reads "12. marts 1985", "12th of March 85", "March 12, 1985",
// "1985. március 12", and the same without year.
func (v *view) namedDate(i int) (date, bool) {
	t := v.tokens[i]
	n := v.value(t)
	if t.size() == 4 && birthYear(n) { // year, month, day
		if i+2 < len(v.tokens) && v.monthAt(i+1) && v.dayAt(i+2) && v.dateClose(i, i+2) {
			return date{start: t.start, end: v.tokens[i+2].end, first: i, last: i + 3}, true
		}
		return date{}, false
	}
	if !v.dayAt(i) {
		return date{}, false
	}
	if i > 0 && monthsFirst[v.short(v.tokens[i-1])] && v.dateClose(i-1, i) { // month, day, year
		return v.withYear(v.tokens[i-1].start, i-1, i+1), true
	}
	month := i + 1
	for n := 0; n < 2 && month < len(v.tokens) && dayEndings[v.short(v.tokens[month])]; n++ {
		month++
	}
	if month < len(v.tokens) && v.monthAt(month) && v.dateClose(i, month) { // day, month, year
		return v.withYear(t.start, i, month+1), true
	}
	return date{}, false
}

// withYear takes the year along that may stand at token next, perhaps behind
// the ending of the day.
func (v *view) withYear(start, first, next int) date {
	y := next
	if y < len(v.tokens) && dayEndings[v.short(v.tokens[y])] {
		y++
	}
	if y < len(v.tokens) && v.yearAt(y) && v.dateClose(y-1, y) {
		return date{start: start, end: v.tokens[y].end, first: first, last: y + 1}
	}
	return date{start: start, end: v.tokens[next-1].end, first: first, last: next, bare: true}
}

// dateClose reports whether the tokens from a to b stand as close as the parts
// of a date do.
func (v *view) dateClose(a, b int) bool {
	for ; a < b; a++ {
		gap := v.r[v.tokens[a].end:v.tokens[a+1].start]
		if len(gap) > 3 {
			return false
		}
		for _, r := range gap {
			if r != ' ' && r != '.' && r != ',' && r != '-' && r != '/' && r != '\'' {
				return false
			}
		}
	}
	return true
}

// dayEndings stand between day, month and year: "12th of March", "12 day of".
var dayEndings = set("st nd rd th of den the")

func (v *view) dayAt(i int) bool {
	t := v.tokens[i]
	n := v.value(t)
	return !t.letters && t.size() <= 2 && n >= 1 && n <= 31
}

func (v *view) yearAt(i int) bool {
	t := v.tokens[i]
	return !t.letters && (t.size() == 4 && birthYear(v.value(t)) || t.size() == 2 && !(v.at(t.end) == ':' || v.at(t.end) == '.' && t.end+1 < len(v.r) && v.digit(t.end+1)))
}

func birthYear(n int) bool { return n >= 1880 && n < 2050 }

// value reads up to four digits.
func (v *view) value(t token) int {
	if t.letters || t.size() > 4 {
		return 0
	}
	n := 0
	for i := t.start; i < t.end; i++ {
		n = n*10 + int(v.r[i]-'0')
	}
	return n
}

func (v *view) monthAt(i int) bool {
	t := v.tokens[i]
	return t.letters && t.size() <= 12 && (months[v.short(t)] || v.romanMonth(i))
}

// romanMonth is how Poles and Hungarians also write it: "12 III 1985". It needs a
// year on one side.
func (v *view) romanMonth(i int) bool {
	t := v.tokens[i]
	if t.size() > 4 || !v.upper(t.start) || !v.upper(t.end-1) || !romanMonths[v.short(t)] {
		return false
	}
	return i > 1 && v.yearAt(i-2) && v.value(v.tokens[i-2]) > 99 || i > 0 && i+1 < len(v.tokens) && v.yearAt(i+1) && v.value(v.tokens[i+1]) > 99 ||
		i > 0 && v.yearAt(i-1) && v.value(v.tokens[i-1]) > 99
}

var romanMonths = set("i ii iii iv v vi vii viii ix x xi xii")

// monthsFirst may stand before the day, as in English and Hungarian.
var monthsFirst = set("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec " +
	"januar februar marcius aprilis majus junius julius augusztus szeptember oktober febr marc szept")

// months are the names of the months with their cases and abbreviations.
var months = set("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec " +
	"januar februar marz maerz mai juni juli oktober dezember okt dez mrz janner jaenner feber " +
	"marts maj " +
	"styczen luty marzec kwiecien czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia " +
	"pazdziernika listopada grudnia sty lut kwi cze lip sie wrz paz lis gru " +
	"januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december febr marc szept " +
	"januari februari")
