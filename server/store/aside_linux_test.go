package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// heldDesk is a new desk that is held.
func heldDesk(t *testing.T) *held {
	t.Helper()
	path := filepath.Join(t.TempDir(), "desk.db")
	s, err := Open(context.Background(), path)
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	h, err := hold(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.release)
	return h
}

// TestADeskIsHeldWhileItIsCopied asks the kernel for the locks on the file, in the one way that tells of this program's own.
func TestADeskIsHeldWhileItIsCopied(t *testing.T) {
	h := heldDesk(t)
	asking, err := os.Open(h.file.Name())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { asking.Close() })
	for _, copied := range []bool{false, true} {
		if copied {
			if err := h.copyInto(filepath.Join(t.TempDir(), "copy.db")); err != nil {
				t.Fatal(err)
			}
		}
		lock := unix.Flock_t{Type: unix.F_RDLCK}
		if err := unix.FcntlFlock(asking.Fd(), unix.F_OFD_GETLK, &lock); err != nil || lock.Type != unix.F_WRLCK {
			t.Errorf("copied: %t: the lock on the desk is %d, %v", copied, lock.Type, err)
		}
	}
}

func TestADeskIsKeptUnderANameOfItsOwn(t *testing.T) {
	noLinks := func(string, string) error { return &os.LinkError{Op: "link", Err: syscall.EPERM} }
	for name, link := range map[string]func(string, string) error{"by a link": os.Link, "by a copy": noLinks} {
		t.Run(name, func(t *testing.T) {
			h := heldDesk(t)
			wanted := filepath.Join(t.TempDir(), "before")
			for _, want := range []string{wanted, wanted + "-2", wanted + "-3"} {
				kept, err := h.keepBeside(wanted, link)
				if err != nil || kept != want {
					t.Fatalf("kept as %s, %v, want %s", kept, err, want)
				}
			}
			h.release()
			for _, kept := range []string{wanted, wanted + "-2", wanted + "-3"} {
				if err := Verify(context.Background(), kept); err != nil {
					t.Error(err)
				}
			}
		})
	}
	h := heldDesk(t)
	if _, err := h.keepBeside(filepath.Join(t.TempDir(), "no", "before"), noLinks); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("into no folder it ends with %v", err)
	}
}

// TestWhatTookADesksPlaceIsNotTakenForIt puts another file in the desk's place, and a log beside it.
func TestWhatTookADesksPlaceIsNotTakenForIt(t *testing.T) {
	h := heldDesk(t)
	path := h.file.Name()
	if !h.isAll(context.Background(), path) {
		t.Error("what is held is another's")
	}
	if err := errors.Join(h.copyInto(path+"2"), os.Rename(path+"2", path)); err != nil {
		t.Fatal(err)
	}
	if h.isAll(context.Background(), path) {
		t.Error("another file is taken for the desk that is held")
	}
}
