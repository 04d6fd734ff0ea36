package child

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// Account is the system user a child runs as. A nil account is whoever runs
// Kontor.
type Account struct {
	Name string
	UID  int
	GID  int
}

// IsRoot reports whether Kontor itself runs as root, which its children should
// not.
func IsRoot() bool { return os.Geteuid() == 0 }

// FindAccount gives the first of these system users that exists, nil if none
// does. Root is never given.
func FindAccount(names ...string) *Account {
	for _, name := range names {
		if a := account(user.Lookup(name)); a != nil {
			return a
		}
	}
	return nil
}

// OwnerOf gives the system user that owns this path; nil if that is root, or
// has no name, or the path does not exist.
func OwnerOf(path string) *Account {
	var st syscall.Stat_t
	if err := syscall.Stat(path, &st); err != nil {
		return nil
	}
	return account(user.LookupId(strconv.Itoa(int(st.Uid))))
}

func account(u *user.User, err error) *Account {
	if err != nil {
		return nil
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	if err1 != nil || err2 != nil || uid == 0 {
		return nil
	}
	return &Account{Name: u.Username, UID: uid, GID: gid}
}

// CanReach reports whether the account can get into a directory. It asks the
// kernel, as that user, so that access lists and odd file systems count too.
func (a *Account) CanReach(dir string) bool {
	if a == nil {
		return true
	}
	_, err := Run(Spec{Path: "/bin/sh", Args: []string{"-c", `cd -- "$1"`, "sh", dir}, Account: a}, nil)
	return err == nil
}

// Own gives path and everything below it to the account.
func (a *Account) Own(path string) error {
	if a == nil {
		return nil
	}
	err := filepath.WalkDir(path, func(p string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(p, a.UID, a.GID)
	})
	if err != nil {
		return fmt.Errorf("give %s to user %s: %w", path, a.Name, err)
	}
	return nil
}

func (a *Account) uid() int {
	if a == nil {
		return os.Geteuid()
	}
	return a.UID
}

func (a *Account) credential() *syscall.Credential {
	if a == nil {
		return nil
	}
	return &syscall.Credential{Uid: uint32(a.UID), Gid: uint32(a.GID)}
}
