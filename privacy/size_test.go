//go:build !race

package privacy

// How large the texts are that are meant to take long. None of what they are
// given to runs in more than one goroutine, and the race detector makes it many
// times slower: with it they are samples.
const (
	hostileSize = 1 << 16 // enough for a quadratic rule to take many seconds
	megabyte    = 1 << 20
	answerSize  = 32_000 // no answer is longer
	runeStep    = 1      // every rune there is
)
