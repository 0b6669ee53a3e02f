package auth

import (
	"net/url"
	"strings"
)

// home is where a sign-in leads that came from nowhere in particular.
const home = "/articles"

// SafeNext gives next where it is a path of this desk, and the Library where it would lead elsewhere or nowhere.
func SafeNext(next string) string {
	local := strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") && !strings.Contains(next, `\`)
	if !local {
		return home
	}
	u, err := url.Parse(next) // refuses control characters, which browsers would drop
	if err != nil || strings.Contains(u.Path, "//") || u.Host != "" || u.Path == "/sign-in" || u.Path == "/sign-out" || u.Path == "/setup" {
		return home
	}
	return u.String()
}
