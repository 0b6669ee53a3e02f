package whole_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/server/factcheck"
	"stet/server/whole"
)

// writingFor names, in the environment, the file that this program begins instead of testing.
const writingFor = "STET_WRITING_FOR"

func TestMain(m *testing.M) {
	if name := os.Getenv(writingFor); name != "" {
		err := whole.Write(name, func(partial string) error {
			for _, ending := range []string{"", "-wal", "-journal"} {
				if err := os.WriteFile(partial+ending, []byte("hal"), 0o600); err != nil {
					return err
				}
			}
			fmt.Println("begun")
			_, err := io.Copy(io.Discard, os.Stdin)
			return err
		})
		fmt.Println(err)
		return
	}
	os.Exit(m.Run())
}

// writer begins a file in another program, and goes on when its input ends.
func writer(t *testing.T, name string) (*exec.Cmd, io.Closer) {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), writingFor+"="+name)
	in, err := command.StdinPipe()
	check(t, err)
	out, err := command.StdoutPipe()
	check(t, err)
	check(t, command.Start())
	t.Cleanup(func() { command.Process.Kill() })
	if said, err := bufio.NewReader(out).ReadString('\n'); said != "begun\n" {
		t.Fatalf("it says %q, %v", said, err)
	}
	return command, in
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func namesIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	check(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func holds(t *testing.T, name, want string) {
	t.Helper()
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v, want %q", filepath.Base(name), got, err, want)
	}
}

func text(s string) func(string) error {
	return func(partial string) error { return os.WriteFile(partial, []byte(s), 0o600) }
}

func TestRunsThatOverlapEachLeaveTheirWholeFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a [file].db")
	check(t, whole.Write(name, func(outer string) error {
		check(t, text("first, ")(outer))
		check(t, whole.Write(name, func(inner string) error {
			check(t, text("second")(inner))
			holds(t, outer, "first, ")
			return nil
		}))
		holds(t, name, "second")
		holds(t, outer, "first, ")
		return text("first, to its end")(outer)
	}))
	holds(t, name, "first, to its end")
	if left := namesIn(t, filepath.Dir(name)); len(left) != 1 {
		t.Errorf("there is left %q", left)
	}
}

func TestWhatFailsLeavesWhatWas(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	check(t, whole.Write(name, text("before")))
	full := errors.New("the disk is full")
	if err := whole.Write(name, func(partial string) error {
		return errors.Join(text("half")(partial), text("log")(partial+"-wal"), full)
	}); !errors.Is(err, full) {
		t.Errorf("it ends with %v", err)
	}
	if err := whole.Write(name, func(string) error { return nil }); err == nil {
		t.Error("nothing was written, and that is well")
	}
	holds(t, name, "before")
	if left := namesIn(t, filepath.Dir(name)); len(left) != 1 {
		t.Errorf("there is left %q", left)
	}
	err := whole.Write(filepath.Join(filepath.Dir(name), "no", "file"), text(""))
	if factcheck.CodeOf(err) != factcheck.Unavailable || strings.Contains(err.Error(), "partial") {
		t.Errorf("where there is no folder it ends with %v", err)
	}
}

// TestWhatAKilledRunLeavesIsCleared has one program write on and kills another: of the two, the next run clears away the killed one's.
func TestWhatAKilledRunLeavesIsCleared(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	killed, _ := writer(t, name)
	alive, goOn := writer(t, name)
	other, _ := writer(t, name+"2")
	for _, command := range []*exec.Cmd{killed, other} {
		check(t, command.Process.Kill())
		command.Wait()
	}
	check(t, whole.Write(name, text("third")))
	left := namesIn(t, filepath.Dir(name))
	if len(left) != 3 || left[0] != "file" || !strings.HasPrefix(left[1], "file.partial-") || !strings.HasPrefix(left[2], "file2.partial-") {
		t.Errorf("there is left %q, want the file, one that is written to, and another file's", left)
	}
	check(t, goOn.Close())
	check(t, alive.Wait())
	holds(t, name, "hal")
	whole.Clear(filepath.Dir(name), func(string) bool { return true })
	if left := namesIn(t, filepath.Dir(name)); !slices.Equal(left, []string{"file"}) {
		t.Errorf("there is left %q", left)
	}
}

func TestNothingIsClearedThatOnlyLooksLikeALeftover(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "file")
	check(t, os.Mkdir(name+".partial-1", 0o700))
	check(t, os.WriteFile(filepath.Join(name+".partial-1", "letter"), nil, 0o600))
	check(t, os.WriteFile(name+".partial-2", nil, 0o600))
	check(t, os.Mkdir(name+".partial-second", 0o700))
	check(t, whole.Write(name, text("")))
	if left := namesIn(t, folder); len(left) != 4 || len(namesIn(t, name+".partial-1")) != 1 {
		t.Errorf("there is left %q", left)
	}
}

// TestWhatIsMadeTakesNobodysPlace has something come to the name meanwhile.
func TestWhatIsMadeTakesNobodysPlace(t *testing.T) {
	name := filepath.Join(t.TempDir(), "desk.db")
	err := whole.Make(name, func(partial string) error {
		check(t, os.WriteFile(name, []byte("another's"), 0o600))
		return text("made")(partial)
	})
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("it ends with %v", err)
	}
	holds(t, name, "another's")
	check(t, os.Remove(name))
	check(t, whole.Make(name, text("made")))
	holds(t, name, "made")
	if left := namesIn(t, filepath.Dir(name)); len(left) != 1 {
		t.Errorf("there is left %q", left)
	}
}

// TestALinkStays writes by links: to a file, to one that is not there, to a link, and in a folder that is one.
func TestALinkStays(t *testing.T) {
	folder := t.TempDir()
	check(t, os.Mkdir(filepath.Join(folder, "there"), 0o700))
	for link, to := range map[string]string{"a": "there/file", "b": "a", "c": filepath.Join(folder, "there", "file"), "there/d": "../b"} {
		check(t, os.Symlink(to, filepath.Join(folder, link)))
	}
	check(t, os.Symlink(filepath.Join(folder, "there"), filepath.Join(folder, "elsewhere")))
	for i, link := range []string{"a", "b", "c", "there/d", "elsewhere/d"} {
		want := fmt.Sprint("by link ", i)
		check(t, whole.Write(filepath.Join(folder, link), text(want)))
		holds(t, filepath.Join(folder, "there", "file"), want)
		if info, err := os.Lstat(filepath.Join(folder, link)); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("%s is no link any more, %v", link, err)
		}
	}
}
