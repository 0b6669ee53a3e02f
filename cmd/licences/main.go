// Command licences reads the licence of every module that Stet and its tests are built from, and fails where one is not among
// those that may be shipped under Stet's own. It asks the module cache alone.
package main

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	modules, err := modules()
	if err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
	counts, wrongs := map[string]int{}, 0
	for _, m := range modules {
		names, err := licencesIn(m.folder)
		if err != nil {
			fmt.Fprintf(os.Stderr, "licences: %s: %v\n", m.path, err)
			wrongs++
		}
		for _, name := range names {
			counts[name]++
		}
	}
	if wrongs > 0 {
		fmt.Fprintln(os.Stderr, "licences: do without the above, or add what it is under to cmd/licences if it may be shipped")
		os.Exit(1)
	}
	fmt.Printf("%d modules, under", len(modules))
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		fmt.Printf(" %s (%d)", name, counts[name])
	}
	fmt.Println()
}

// module is one of those that the build needs, as it lies in the module cache. What stands in the tree in place of one is Stet's own.
type module struct{ path, folder string }

func modules() ([]module, error) {
	const ours = `or .Main (and .Replace (not .Replace.Version))`
	out, err := exec.Command("go", "list", "-deps", "-test", "-f", "{{with .Module}}{{if not ("+ours+")}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", "./...").Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var found []module
	for _, line := range slices.Compact(slices.Sorted(strings.Lines(string(out)))) {
		if path, folder, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			found = append(found, module{path, folder})
		}
	}
	return found, nil
}

// licencesIn names what the files of a module's folder put it under; an error where there is none, or one that is not known.
func licencesIn(folder string) (names []string, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if entry.IsDir() || !isLicence(entry.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		if len(text) == 0 {
			continue // there is one that is
		}
		name := licenceOf(string(text))
		if name == "" {
			return nil, fmt.Errorf("%s is no licence that is known to be fit", entry.Name())
		}
		names = append(names, name)
	}
	if names == nil {
		return nil, fmt.Errorf("there is no licence in it")
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
