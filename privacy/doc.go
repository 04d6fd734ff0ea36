// Package privacy is the wall between what a customer tells and what others
// may read.
//
// Its pure half needs no database and no clock. Masking takes a text and the
// values that are known about its customer and gives the text that everybody
// but the customer reads: a Masker is compiled once from the Known values and
// used for every text of the ticket. Whatever goes wrong inside it, the answer
// is "[hidden]", never the original. Keys turns the master key into the keys of
// single persons, which encrypt what the vault holds; blind indexes find people
// by exact value without storing the value.
//
// A text is never searched as it was written. It is first folded into a view
// (lower case, accents stripped, invisible characters dropped, look-alike
// digits and dashes made plain), every rule looks at the view, and every rune
// of the view remembers which bytes of the original it stands for. So a rule
// is written once, for plain text, and holds for all ways of writing it.
//
// Rules only ever add to what is hidden. Where two findings overlap their union
// is hidden under the name of the longer one, so no rule can uncover what
// another has found.
package privacy
