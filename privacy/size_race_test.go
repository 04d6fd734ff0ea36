//go:build race

package privacy

const (
	hostileSize = 1 << 10
	megabyte    = 1 << 13
	answerSize  = 1_000
	runeStep    = 13
)
