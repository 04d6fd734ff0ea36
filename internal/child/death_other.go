//go:build unix && !linux

package child

import "syscall"

// dieWithParent can do nothing here: these kernels do not tell a child that
// its parent is gone.
func dieWithParent(*syscall.SysProcAttr, syscall.Signal) {}

const onLinux = false
