package privacy

// numberForm is a number of digits that a state gives to a person.
type numberForm struct {
	kind   kind
	about  subject // the words that name it
	digits int
	valid  func(digits []byte) bool
	// telling are the groupings in which a valid number needs no word beside it.
	telling []string
}

// numberForms, the stricter first. Where each format is laid down:
//
//   - CPR: Danish CPR office, "Personnummeret i CPR"; modulus 11 has not held for
//     all since October 2007.
//   - PESEL: Polish population register act of 24 September 2010, article 15.
//   - NIP: Wikipedia "NIP" (weights 6 5 7 2 3 4 5 6 7, modulus 11).
//   - Steuer-ID: § 139b AO; ISO/IEC 7064 MOD 11,10 and the rule of repeated
//     digits as the Federal Central Tax Office tells them.
//   - TAJ, adóazonosító jel, személyi azonosító: Hungarian act XX of 1996,
//     annexes; adószám: Wikipedia "Adószám".
//   - NHS number: NHS Data Dictionary (modulus 11).
//   - SSN: Social Security Administration, areas 000, 666 and 9xx are not given.
//     ITIN: IRS, 9xx with a group from 50 on.
//   - Swedish personnummer: Wikipedia "Personal identity number (Sweden)".
var numberForms = []numberForm{
	{kindNationalID, aboutPerson, 10, cprChecked, []string{cells(10), "6 4", "6-4", "2 2 2 4", "2-2-2-4", "2 2 2-4", "2.2.2-4", "6/4"}},
	{kindTaxID, aboutTax, 11, steuerID, []string{cells(11), "2 3 3 3", "2-3-3-3", "2.3.3.3"}},
	{kindNationalID, aboutPerson, 11, pesel, []string{cells(11), "6 5", "6-5"}},
	{kindTaxID, aboutTax, 10, nip, []string{"3-3-2-2", "3-2-2-3", "3 3 2 2", "3 2 2 3"}},
	{kindTaxID, aboutTax, 10, adoazonosito, []string{cells(10)}},
	{kindNationalID, aboutPerson, 11, szemelyi, []string{cells(11), "1-6-4", "1 6 4", "1-6 4"}},
	{kindNationalID, aboutPerson, 10, nhsNumber, []string{"3 3 4"}},
	{kindNationalID, aboutPerson, 9, taj, nil},
	{kindNationalID, aboutPerson, 9, ssn, []string{"3-2-4", "3 2 4"}},
	{kindTaxID, aboutTax | aboutPerson, 9, itin, []string{"3-2-4"}},
	{kindTaxID, aboutTax, 11, adoszam, []string{"8-1-2"}},
	{kindNationalID, aboutPerson, 10, personnummer, []string{"6-4"}},
	{kindNationalID, aboutPerson, 10, cprDated, []string{"6-4"}},
}

// cells is the shape of a row without separators, see window.
func cells(n int) string { return string(rune('0' + n)) }

var tellingShapes = func() map[string][]*numberForm {
	all := map[string][]*numberForm{}
	for i := range numberForms {
		for _, shape := range numberForms[i].telling {
			all[shape] = append(all[shape], &numberForms[i])
		}
	}
	return all
}()

func two(d []byte) int { return int(d[0]-'0')*10 + int(d[1]-'0') }

func daymonth(day, month int) bool {
	return month >= 1 && month <= 12 && day >= 1 && day <= daysOf[month-1]
}

var daysOf = [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// weigh sums the digits, each times its weight.
func weigh(d []byte, weights ...int) int {
	sum := 0
	for i, w := range weights {
		sum += int(d[i]-'0') * w
	}
	return sum
}

func last(d []byte) int { return int(d[len(d)-1] - '0') }

func cprDated(d []byte) bool { return daymonth(two(d), two(d[2:])) }

func cprChecked(d []byte) bool {
	return cprDated(d) && weigh(d, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)%11 == 0
}

// pesel takes births of 1900 to 2099: 20 is added to the month from 2000 on.
func pesel(d []byte) bool {
	month := two(d[2:])
	if month > 20 {
		month -= 20
	}
	return daymonth(two(d[4:]), month) && weigh(d, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)%10 == 0
}

func nip(d []byte) bool {
	return d[0] != '0' && weigh(d, 6, 5, 7, 2, 3, 4, 5, 6, 7)%11 == last(d)
}

// steuerID holds one digit two or three times among its first ten, the others
// once at most, and never the same one three times in a row.
func steuerID(d []byte) bool {
	var times [10]int
	for _, c := range d[:10] {
		times[c-'0']++
	}
	repeated := 0
	for _, n := range times {
		if n > 3 {
			return false
		}
		if n > 1 {
			repeated++
		}
	}
	for i := 2; i < 10; i++ {
		if d[i] == d[i-1] && d[i] == d[i-2] {
			return false
		}
	}
	return d[0] != '0' && repeated == 1 && mod1110(d)
}

// mod1110 is the hybrid system MOD 11,10 of ISO/IEC 7064.
func mod1110(d []byte) bool {
	product := 10
	for _, c := range d[:len(d)-1] {
		sum := (int(c-'0') + product) % 10
		if sum == 0 {
			sum = 10
		}
		product = 2 * sum % 11
	}
	return (11-product)%10 == last(d)
}

// adoazonosito holds the days from 1 January 1867 to the birth; those of 1900 to
// 2040 are taken.
func adoazonosito(d []byte) bool {
	days := two(d[1:])*1000 + two(d[3:])*10 + int(d[5]-'0')
	return d[0] == '8' && days > 12000 && days < 63500 && weigh(d, 1, 2, 3, 4, 5, 6, 7, 8, 9)%11 == last(d)
}

// szemelyi counts its weights upwards for births before 1997 and downwards
// after.
func szemelyi(d []byte) bool {
	if d[0] < '1' || d[0] > '8' || !daymonth(two(d[5:]), two(d[3:])) {
		return false
	}
	return weigh(d, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)%11 == last(d) || weigh(d, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)%11 == last(d)
}

func taj(d []byte) bool { return weigh(d, 3, 7, 3, 7, 3, 7, 3, 7)%10 == last(d) }

func nhsNumber(d []byte) bool {
	return d[0] != '0' && weigh(d, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)%11 == 0
}

func ssn(d []byte) bool {
	area := string(d[:3])
	return area != "000" && area != "666" && d[0] != '9' && two(d[3:]) != 0 && string(d[5:]) != "0000"
}

func itin(d []byte) bool { return d[0] == '9' && two(d[3:]) >= 50 }

func adoszam(d []byte) bool {
	return weigh(d, 9, 7, 3, 1, 9, 7, 3, 1)%10 == 0 && d[8] >= '1' && d[8] <= '5'
}

func personnummer(d []byte) bool { return daymonth(two(d[4:])%60, two(d[2:])) && luhn(d) }
