package privacy

// findAccounts finds domestic account numbers that have check digits: the
// Polish NRB, which is an IBAN without its country (26 digits, ISO 7064 MOD
// 97-10), and the Hungarian giro number (two or three blocks of eight digits).
func findAccounts(v *view, found *findings) {
	v.digitGroups(flagTaken, func(g digitGroup, _ int) {
		total := 0
		for _, t := range g {
			total += t.size()
		}
		if total != 16 && total != 24 && total != 26 {
			return
		}
		digits := v.digits(make([]byte, 0, 26), g, 26)
		if total == 26 && polishAccount(digits) || total < 26 && blocksOfEight(g) && hungarianAccount(digits) {
			start, end := g[0].start, g[len(g)-1].end
			found.add(start, end, kindIBAN, 0, v.compact(start, end))
			v.take(start, end, flagTaken)
		}
	})
}

func polishAccount(digits []byte) bool {
	iban := []rune("pl")
	for _, d := range digits {
		iban = append(iban, rune(d))
	}
	return mod97(iban) == 1
}

// blocksOfEight tells a giro number from other rows of 16 digits.
func blocksOfEight(g digitGroup) bool { return sized(g, 8, 8) || sized(g, 8, 8, 8) }

// hungarianAccount checks the bank's block and the account's blocks: weights
// 9, 7, 3, 1 over the digits, sums that are multiples of ten.
func hungarianAccount(digits []byte) bool {
	return weighted(digits[:8]) && weighted(digits[8:])
}

func weighted(digits []byte) bool {
	sum := 0
	for i, d := range digits {
		sum += int(d-'0') * [...]int{9, 7, 3, 1}[i%4]
	}
	return sum%10 == 0
}
