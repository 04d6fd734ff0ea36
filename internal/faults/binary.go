package faults

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"kontor/internal/testkit"
)

// raceVariable lets the nodes look for races too, which makes them many times
// slower.
const raceVariable = "KONTOR_FAULTS_RACE"

// binary is the program under test, built once for all scenarios of a process.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := testkit.Scratch()
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "kontor")
	args := []string{"build", "-buildvcs=false", "-o", path}
	if os.Getenv(raceVariable) != "" {
		args = append(args, "-race")
	}
	said, err := exec.Command("go", append(args, "kontor/cmd/kontor")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build kontor: %w: %s", err, said)
	}
	return path, nil
})
