package people

// regions are the countries in which a phone number without a country code is
// read, by ISO 3166-1: those of the languages that the desk speaks.
var regions = []string{"DK", "DE", "PL", "HU", "GB"}

// blindPhones gives what a phone number is found by, never nothing: one index
// where the number names its country, otherwise one for each country in which
// it could be a number.
func (r *Register) blindPhones(phone string) ([][]byte, error) {
	blind, err := r.keyring.BlindPhone(phone, "")
	if err == nil {
		return [][]byte{blind}, nil
	}
	var blinds [][]byte
	for _, region := range regions {
		if blind, err := r.keyring.BlindPhone(phone, region); err == nil {
			blinds = append(blinds, blind)
		}
	}
	if len(blinds) == 0 {
		return nil, err
	}
	return blinds, nil
}

// blindSet collects blind indexes by kind.
type blindSet struct {
	kinds  []string
	blinds [][]byte
}

func (s *blindSet) add(kind string, blinds ...[]byte) {
	for _, blind := range blinds {
		s.kinds, s.blinds = append(s.kinds, kind), append(s.blinds, blind)
	}
}

// blinds are all the ways in which the person may be looked up.
func (r *Register) blinds(p Profile) (blindSet, error) {
	var set blindSet
	for _, email := range p.Emails {
		blind, err := r.keyring.BlindEmail(email)
		if err != nil {
			return set, err
		}
		set.add(kindEmail, blind)
	}
	for _, phone := range p.Phones {
		blinds, err := r.blindPhones(phone)
		if err != nil {
			return set, err
		}
		set.add(kindPhone, blinds...)
	}
	for _, order := range p.Orders {
		blind, err := r.keyring.BlindOrder(order)
		if err != nil {
			return set, err
		}
		set.add(kindOrder, blind)
	}
	set.add(kindName, r.keyring.BlindNameParts(p.Name)...)
	return set, nil
}
