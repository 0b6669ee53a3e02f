package config

import (
	"runtime/debug"
	"strings"
)

// Version is the program's, as it was built: "v1.2.0", or "dev" where it was built from a working copy.
func Version() string {
	built, ok := debug.ReadBuildInfo()
	if !ok || !strings.HasPrefix(built.Main.Version, "v") {
		return "dev"
	}
	return built.Main.Version
}
