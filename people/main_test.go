package people_test

import (
	"testing"

	"kontor/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }
