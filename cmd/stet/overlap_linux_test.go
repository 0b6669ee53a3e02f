package main_test

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"stet/server/store"
)

// TestRunsThatOverlapLeaveWholeFiles stops a command in the middle of writing its file, has the same command begin the same file, and
// stops that one too: the first, let go on, must leave a whole file, whatever becomes of the second. What a kill of the second leaves
// is gone after the next run.
func TestRunsThatOverlapLeaveWholeFiles(t *testing.T) {
	db, _ := crammed(t, 4_000, claimsOfAnArticle, plainNote)
	folder := t.TempDir()
	copied, archive := filepath.Join(folder, "copy.db"), filepath.Join(folder, "desk.zip")
	must(t, "", "backup", copied, "--db", db)
	must(t, "", "export", "desk", "-o", archive, "--db", db)
	claims := must(t, "", "export", "claims", "--db", db)
	aDesk := func(t *testing.T, file string) {
		if err := store.Verify(t.Context(), file); err != nil {
			t.Error(err)
		} else if must(t, "", "export", "claims", "--db", file) != claims {
			t.Error("its claims are others")
		}
	}
	for name, c := range map[string]struct {
		args  func(file string) []string
		whole func(t *testing.T, file string)
	}{
		"backup":      {func(file string) []string { return []string{"backup", file, "--db", db} }, aDesk},
		"restore":     {func(file string) []string { return []string{"restore", copied, "--db", file} }, aDesk},
		"import desk": {func(file string) []string { return []string{"import", "desk", archive, "--db", file} }, aDesk},
		"export desk": {func(file string) []string { return []string{"export", "desk", "-o", file, "--db", db} }, func(t *testing.T, file string) {
			moved := filepath.Join(t.TempDir(), "moved.db")
			must(t, "", "import", "desk", file, "--db", moved)
			aDesk(t, moved)
		}},
		"export claims": {func(file string) []string { return []string{"export", "claims", "-o", file, "--db", db} }, func(t *testing.T, file string) {
			if written, err := os.ReadFile(file); err != nil || string(written) != claims {
				t.Errorf("it has %d bytes, %d of them NUL, %v; whole it has %d", len(written), bytes.Count(written, []byte{0}), err, len(claims))
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "file")
			first := begun(t, file, c.args(file)...)
			second := begun(t, file, c.args(file)...)
			if err := first.goOn(); err != nil {
				t.Errorf("the first ends with %v: %s", err, first.said())
			}
			c.whole(t, file)
			second.Process.Kill()
			second.Wait()
			c.whole(t, file)
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
			must(t, "", c.args(file)...)
			if left := namesIn(t, filepath.Dir(file)); !slices.Equal(left, []string{"file"}) {
				t.Errorf("beside the file there is left %q", left)
			}
		})
	}
}

// halfway is a command that was stopped in the middle of writing.
type halfway struct{ *exec.Cmd }

func (h halfway) said() string { return h.Stderr.(*bytes.Buffer).String() }

func (h halfway) goOn() error {
	h.Process.Signal(unix.SIGCONT)
	return h.Wait()
}

// begun starts a command and stops it while it has something beside the file, and not yet the file. One that was too quick for that is
// started anew.
func begun(t *testing.T, file string, args ...string) halfway {
	t.Helper()
	said := ""
	for range 50 {
		before := unfinished(t, file) // what a killed attempt has left is none of the next one's
		hasItsOwn := func() bool {
			return slices.ContainsFunc(unfinished(t, file), func(name string) bool { return !slices.Contains(before, name) })
		}
		command, isHalfway := caught(t, hasItsOwn, args...)
		if isHalfway && !slices.Contains(namesIn(t, filepath.Dir(file)), filepath.Base(file)) && !isInTheWay(t, command.Process.Pid, file) {
			return command
		}
		command.Process.Kill()
		command.Wait()
		said = command.said()
		os.Remove(file)
	}
	t.Fatalf("stet %q is never halfway with a file of its own: %s", args, said)
	return halfway{}
}

// caught starts a command and stops it as soon as a moment has come; false where that has passed by then.
func caught(t *testing.T, hasCome func() bool, args ...string) (halfway, bool) {
	t.Helper()
	command := exec.Command(program, args...)
	command.Stdout, command.Stderr = io.Discard, &bytes.Buffer{}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { command.Process.Kill() })
	for !isOver(t, command) && !hasCome() {
	}
	command.Process.Signal(unix.SIGSTOP)
	return halfway{command}, stopped(t, command) && hasCome()
}

// isInTheWay says whether who is stopped holds, of anything but files of its own, what everybody needs for a moment who opens or leaves
// a desk.
func isInTheWay(t *testing.T, pid int, file string) bool {
	t.Helper()
	locks, err := os.ReadFile("/proc/locks")
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]bool{}
	for _, name := range beside(t, file) {
		var about unix.Stat_t
		if err := unix.Stat(filepath.Join(filepath.Dir(file), name), &about); err == nil {
			own[strconv.FormatUint(about.Ino, 10)] = true
		}
	}
	return slices.ContainsFunc(strings.Split(string(locks), "\n"), func(line string) bool {
		lock := strings.Fields(line) // its number, POSIX, ADVISORY, WRITE, whose, device:device:inode, from, to
		return len(lock) > 5 && lock[3] == "WRITE" && lock[4] == strconv.Itoa(pid) && !own[lock[5][strings.LastIndex(lock[5], ":")+1:]]
	})
}

// unfinished gives what stands on the way to a file.
func unfinished(t *testing.T, file string) []string {
	return slices.DeleteFunc(beside(t, file), func(name string) bool { return !strings.Contains(name, ".partial") })
}

func namesIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func beside(t *testing.T, file string) []string {
	return slices.DeleteFunc(namesIn(t, filepath.Dir(file)), func(name string) bool { return name == filepath.Base(file) })
}

func isOver(t *testing.T, command *exec.Cmd) bool {
	return waits(t, command, unix.WEXITED|unix.WNOHANG) != 0
}

func stopped(t *testing.T, command *exec.Cmd) bool {
	const byStop = 5 // CLD_STOPPED of <signal.h>
	return waits(t, command, unix.WEXITED|unix.WSTOPPED) == byStop
}

// waits gives what has become of a command, 0 for nothing, and leaves it to be waited for again.
func waits(t *testing.T, command *exec.Cmd, options int) int32 {
	t.Helper()
	for {
		var told unix.Siginfo
		err := unix.Waitid(unix.P_PID, command.Process.Pid, &told, options|unix.WNOWAIT, nil)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		return told.Code
	}
}
