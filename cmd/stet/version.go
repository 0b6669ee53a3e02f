package main

import "runtime/debug"

// version names the program as it was built: its version, or the commit it was built of.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "stet (unknown version)"
	}
	return "stet " + info.Main.Version + ", " + info.GoVersion
}
