package rewards

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kontor/internal/fault"
)

// The file that banks of the SEPA area take: CustomerCreditTransferInitiation,
// pain.001.001.09 of ISO 20022, with what the rulebook of the European Payments
// Council (EPC132-08, 2023) asks for: euros, IBANs, charges shared. Elements
// stand in the order of the schema.

const painNamespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"

type painDocument struct {
	XMLName xml.Name    `xml:"Document"`
	Space   string      `xml:"xmlns,attr"`
	Header  painHeader  `xml:"CstmrCdtTrfInitn>GrpHdr"`
	Info    painPayment `xml:"CstmrCdtTrfInitn>PmtInf"`
}

type painHeader struct {
	Message   string `xml:"MsgId"`
	Created   string `xml:"CreDtTm"`
	Many      int    `xml:"NbOfTxs"`
	Sum       string `xml:"CtrlSum"`
	Initiator string `xml:"InitgPty>Nm"`
}

type painPayment struct {
	ID        string         `xml:"PmtInfId"`
	Method    string         `xml:"PmtMtd"`
	Together  bool           `xml:"BtchBookg"`
	Many      int            `xml:"NbOfTxs"`
	Sum       string         `xml:"CtrlSum"`
	Level     string         `xml:"PmtTpInf>SvcLvl>Cd"`
	On        string         `xml:"ReqdExctnDt>Dt"`
	Payer     string         `xml:"Dbtr>Nm"`
	IBAN      string         `xml:"DbtrAcct>Id>IBAN"`
	Bank      painBank       `xml:"DbtrAgt>FinInstnId"`
	Charges   string         `xml:"ChrgBr"`
	Transfers []painTransfer `xml:"CdtTrfTxInf"`
}

type painBank struct {
	BIC   string `xml:"BICFI,omitempty"`
	Other *painOther
}

type painOther struct {
	XMLName xml.Name `xml:"Othr"`
	ID      string   `xml:"Id"`
}

type painTransfer struct {
	Reference string     `xml:"PmtId>EndToEndId"`
	Amount    painAmount `xml:"Amt>InstdAmt"`
	Payee     string     `xml:"Cdtr>Nm"`
	IBAN      string     `xml:"CdtrAcct>Id>IBAN"`
	Text      string     `xml:"RmtInf>Ustrd"`
}

type painAmount struct {
	Currency string `xml:"Ccy,attr"`
	Value    string `xml:",chardata"`
}

// fitForSEPA says what is missing before a bank can be asked.
func (o order) fitForSEPA() error {
	f := fault.Conflict("The file for the bank cannot be made yet.")
	if o.Payments[0].Unit != "EUR" {
		f = f.With("currency", "must be EUR: SEPA pays euros only")
	}
	if o.Payer.PayerName == "" {
		f = f.With("payer_name", "is missing")
	}
	if o.Payer.PayerIBAN == "" {
		f = f.With("payer_iban", "is missing")
	}
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}

func (o order) sepa() ([]byte, error) {
	id, sum, payer := o.message(), Money{"EUR", o.total()}.decimal(), latin(o.Payer.PayerName)
	doc := painDocument{
		Space:  painNamespace,
		Header: painHeader{Message: id, Created: o.MadeAt.UTC().Format(time.RFC3339), Many: len(o.Payments), Sum: sum, Initiator: payer},
		Info: painPayment{ID: id, Method: "TRF", Together: true, Many: len(o.Payments), Sum: sum, Level: "SEPA", On: o.On.Format(time.DateOnly),
			Payer: payer, IBAN: o.Payer.PayerIBAN, Bank: bankOf(o.Payer.PayerBIC), Charges: "SLEV"},
	}
	for _, p := range o.Payments {
		doc.Info.Transfers = append(doc.Info.Transfers, painTransfer{Reference: p.Reference, Amount: painAmount{p.Unit, p.decimal()},
			Payee: latin(p.Name), IBAN: p.IBAN, Text: payer + " " + p.Reference})
	}
	return doc.encode()
}

func bankOf(bic string) painBank {
	if bic == "" {
		return painBank{Other: &painOther{ID: "NOTPROVIDED"}}
	}
	return painBank{BIC: bic}
}

func (doc painDocument) encode() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	enc := xml.NewEncoder(&out)
	enc.Indent("", " ")
	if err := enc.Encode(doc); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// spelled are letters that do not fall apart into a letter and its mark.
var spelled = strings.NewReplacer("ß", "ss", "æ", "ae", "Æ", "AE", "ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "œ", "oe", "Œ", "OE",
	"ð", "d", "Ð", "D", "þ", "th", "Þ", "TH", "ı", "i", "&", "+", "_", "-", "’", "'")

// latin writes text in the letters that every bank of the SEPA area takes (EPC217-08):
// marks go, what has no such letter becomes a dot.
func latin(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)), strings.ContainsRune("/-?:().,'+ ", r):
			return r
		}
		return '.'
	}, norm.NFD.String(spelled.Replace(text)))
}
