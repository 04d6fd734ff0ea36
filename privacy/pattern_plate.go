package privacy

// findPlates finds number plates: where the form is unmistakable (a German
// district with a dash, the British and the Danish grouping, the Hungarian one
// of 2022), otherwise beside a word for plate or registration, in capitals also
// beside a word for car.
func findPlates(v *view, found *findings) {
	for i := 0; i < len(v.tokens); i++ {
		if !v.plateMayBegin(i) {
			continue
		}
		p := v.plateAt(i)
		if n := v.plate(&p, i); n > 0 {
			end := p.ends[n-1]
			found.add(p.start, end, kindPlate, 0, v.compact(p.start, end))
			v.take(p.start, end, flagTaken)
			i += n - 1
		}
	}
}

// Bounds of a plate.
const (
	maxPlateTokens = 5
	minPlate       = 4
	maxPlate       = 9
)

// plateRow is a row of short tokens as a plate may be written.
type plateRow struct {
	start  int
	tokens int
	form   [maxPlate + maxPlateTokens]byte // "aa-a 0000": a for a letter, 0 for a digit
	forms  [maxPlateTokens]int             // where the form of so many tokens ends
	ends   [maxPlateTokens]int
	size   [maxPlateTokens]int
	digits [maxPlateTokens]int
	small  bool // a token begins with a small letter
	mixed  bool // holds small letters
}

// plateMayBegin is a quick look that nearly all tokens fail: plates begin with
// one to four letters, and digits are not far.
func (v *view) plateMayBegin(i int) bool {
	t := v.tokens[i]
	if !t.letters || t.size() > 4 || i+1 == len(v.tokens) || v.flags[t.start]&flagTaken != 0 {
		return false
	}
	next := v.tokens[i+1]
	if next.start-t.end > 3 || next.letters && (next.size() > 2 || i+2 == len(v.tokens) || v.tokens[i+2].letters) {
		return false
	}
	return !v.joined(t.start)
}

// plateAt reads the tokens from i on. Between two of them stands nothing, a
// space or a dash, spaces around it or not.
func (v *view) plateAt(i int) plateRow {
	p := plateRow{start: v.tokens[i].start}
	form, size, digits := 0, 0, 0
	for j := i; j < len(v.tokens) && p.tokens < maxPlateTokens; j++ {
		t := v.tokens[j]
		if size += t.size(); size > maxPlate || v.flags[t.start]&flagTaken != 0 {
			break
		}
		small := t.letters && !v.upper(t.start)
		if t.letters && !small && !v.upper(t.end-1) {
			break // "Room 214"
		}
		if j > i && t.start > v.tokens[j-1].end {
			gap := v.separator(v.tokens[j-1].end, t.start)
			if gap == '.' && !t.letters && !v.tokens[j-1].letters {
				gap = ' ' // AB 12.345
			}
			if gap != ' ' && gap != '-' || t.start-v.tokens[j-1].end > 3 || small && gap == ' ' || v.looseWord(j-1, gap) {
				break
			}
			p.form[form] = gap
			form++
		}
		for k := t.start; k < t.end; k++ {
			p.form[form] = '0'
			if t.letters {
				p.form[form] = 'a'
				p.mixed = p.mixed || !v.upper(k)
			} else {
				digits++
			}
			form++
		}
		p.small = p.small || small
		p.forms[p.tokens], p.ends[p.tokens], p.size[p.tokens], p.digits[p.tokens] = form, t.end, size, digits
		p.tokens++
	}
	return p
}

// looseWord reports whether token j is a word in small letters that a space
// parts from what follows: "plate is 1234". In "b-ab 1234" it is none.
func (v *view) looseWord(j int, gap byte) bool {
	t := v.tokens[j]
	return gap == ' ' && t.letters && !v.upper(t.start) && v.at(t.start-1) != '-'
}

// plate gives how many tokens of the row, of which the first is token i, are a
// plate, or 0.
func (v *view) plate(p *plateRow, i int) int {
	for n := p.tokens; n > 1 && !p.mixed; n-- {
		form := plateForms[string(p.form[:p.forms[n-1]])]
		if form == 0 || v.decimals(p.ends[n-1]) || v.runsOn(p.ends[n-1]) || !v.tellingPlate(form, i, p.ends[n-1]) {
			continue
		}
		if nearest, _ := v.aboutBefore(i); nearest != aboutOther {
			return n
		}
	}
	named := 0
	for n := p.tokens; n > 1 && named == 0; n-- {
		if p.size[n-1] >= minPlate && p.digits[n-1] >= 1 && p.digits[n-1] <= 5 && !v.runsOn(p.ends[n-1]) && v.tokens[i].size() <= 4 {
			named = n
		}
	}
	if named == 0 {
		return 0
	}
	nearest, all := v.about(i, i+named)
	if all&aboutPlate != 0 {
		return named
	}
	if before, _ := v.aboutBefore(i); before == nearest && nearest&aboutVehicle != 0 && !p.small && p.size[named-1] >= 5 {
		return named
	}
	return 0
}

// decimals reports whether the last number goes on: "9.00", "8:15".
func (v *view) decimals(end int) bool {
	return end+1 < len(v.r) && (v.r[end] == '.' || v.r[end] == ':' || v.r[end] == ',') && v.digit(end+1)
}

// plateForm says whose plates are unmistakable in a form.
type plateForm uint8

const (
	germanPlate plateForm = 1 + iota
	britishPlate
	danishPlate
	hungarianPlate
)

// plateForms are laid down in the German FZV (annex 4), by the DVLA (INF104),
// in the Danish registreringsbekendtgørelse, and in the Hungarian decree 326/2011.
var plateForms = func() map[string]plateForm {
	forms := map[string]plateForm{
		"aa00 aaa": britishPlate, "aa 00 000": danishPlate,
		"aa aa-000": hungarianPlate, "aaaa-000": hungarianPlate, "aa-aa-000": hungarianPlate, "aa aa 000": hungarianPlate,
	}
	for _, district := range []string{"a-", "aa-", "aaa-"} {
		for _, letters := range []string{"a", "aa"} {
			for _, gap := range []string{"", " ", "-"} {
				for _, number := range []string{"0", "00", "000", "0000"} {
					forms[district+letters+gap+number] = germanPlate
					if len(number) > 1 {
						forms[district+letters+gap+number+"a"] = germanPlate // electric or historic
					}
				}
			}
		}
	}
	return forms
}()

// tellingPlate looks at what a form alone does not say.
func (v *view) tellingPlate(form plateForm, i, end int) bool {
	first := v.tokens[i]
	switch form {
	case germanPlate:
		last := v.r[end-1]
		letters, number := v.tokens[i+1], v.tokens[i+2]
		if number.size() < 2 || v.r[number.start] == '0' || weekdays[v.short(first)] && weekdays[v.short(letters)] {
			return false // "Mo-Fr 10"
		}
		return districts[v.lookup(first)] && (v.digit(end-1) || last == 'e' || last == 'h')
	case britishPlate: // the half-year of the first registration
		age := v.value(v.tokens[i+1])
		return age >= 2 && age <= 29 || age >= 51 && age <= 79
	case hungarianPlate: // the first series
		return v.r[first.start] == 'a'
	}
	return true
}

// weekdays are their abbreviations where they could be districts.
var weekdays = set("mo di mi do fr sa so ma ti on to lo pn wt sr cz pt nd sob h k p v sz cs")

// districts are the codes of German registration districts (FZV annex 1 and the
// Federal Motor Transport Authority's list), folded. Codes that are also
// everyday abbreviations or one letter with little behind it count all the same:
// the form asks for a dash, letters and a number after them.
var districts = set("a aa ab abg abi ac ae ah aic ak al an ao ap as aur aw az b ba bad bar bb bc bd bgl bi bir bit bk bl blk bm bn bo bor bot bp bra brb bs bt btf bud bul bus bw bz " +
	"c cas cb ce cha clp co coc coe cux cw d da dah dan dau dbr dd de deg del dgf dh din dl dlg dn do don du duw e ea eb ebe ed ee ef ei eic eil ein eis el em emd ems en er erb erh " +
	"erk erz es esw eu f fb fd fds ff ffb fg fl fn fo fr frg fri fs ft fu g gap gd ge gel ger gf gg gi gk gl gm go gp gr grz gs gt gth gu gz h ha hal ham has hb hbn hd hdh he hef hei " +
	"hel her hf hg hgw hh hi hk hl hm hn ho hol hom hp hr hro hs hsk hst hu hvl hwi hx hz igb ik il in iz j jl k ka kb kc ke keh kf kg kh ki kib kl kle kn ko kr ks kt ku kun kus kyf " +
	"l la lau lb ld ldk lds leo ler lev lg li lif lip ll lm lo los lr lro lu lun lwl m ma mb md me mei mg mgh mi mil mk mkk ml mm mn mo moe mol mos mr ms msh msp mst mtk mtl mu mur my myk mz mzg " +
	"n nb nd ndh ne nea nes new nf ni nk nl nm nms noh nol nom nor np nr nu nvp nw nwm oa oal ob od oe of og oh oha ohv ohz ol op opr os osl ovp p pa paf pan pb pch pe pf pi pir plo pm pn pr ps " +
	"r ra rd re reg rei rh rie ro ros row rp rs rt rud rug rv rw rz s sad sal saw sb sc sdl se seb sfb sg sh sha shg shk shl si sig sim sk sl slf slk sls sm sn so sob sok som son sp spn sr sro st sta std sth " +
	"su sul suw sw sz sw tbb tdo te tf tg tir to tol tr ts tu tut ue uer uh ul um un usi v vb vec ver vie vk vr vs w waf wak wan wat wb we wen wes wf whv wi wil wit wiz wk wl wm wn wnd wo wob wol wr ws " +
	"wst wt wtm wu wug wun wur ww wz z ze zel zi zp zr zw zz y")
