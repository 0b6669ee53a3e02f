package config_test

import (
	"net"
	"strings"
	"testing"
	"time"

	"stet/server/config"
)

func sound() config.Config {
	return config.Config{
		Database:      config.Database{DB: "stet.db"},
		Addr:          "127.0.0.1:8080",
		SecureCookies: "auto",
		BodyLimit:     config.MB,
		ImportLimit:   10 * config.MB,
		SessionIdle:   config.Duration(72 * time.Hour),
		SessionLimit:  config.Duration(720 * time.Hour),
	}
}

func TestASoundConfigPasses(t *testing.T) {
	if err := sound().Check(); err != nil {
		t.Error(err)
	}
}

func TestAWrongSettingIsNamedWithItsMend(t *testing.T) {
	cases := map[string]struct {
		spoil func(*config.Config)
		want  string
	}{
		"no port":          {func(c *config.Config) { c.Addr = "foo" }, `--addr "foo": give host:port, for example 127.0.0.1:8080`},
		"empty port":       {func(c *config.Config) { c.Addr = "127.0.0.1:" }, "--addr"},
		"port too high":    {func(c *config.Config) { c.Addr = "127.0.0.1:70000" }, "--addr"},
		"no scheme":        {func(c *config.Config) { c.BaseURL = "desk.example.org" }, "--base-url"},
		"path in base":     {func(c *config.Config) { c.BaseURL = "https://example.org/stet" }, "give scheme and host alone"},
		"script as base":   {func(c *config.Config) { c.BaseURL = "javascript:alert(1)" }, "--base-url"},
		"no database":      {func(c *config.Config) { c.DB = "" }, "--db"},
		"tiny body limit":  {func(c *config.Config) { c.BodyLimit = 5 }, "--body-limit 5 bytes"},
		"imports smaller":  {func(c *config.Config) { c.ImportLimit = config.KB }, "--import-limit 1 KB"},
		"no network":       {func(c *config.Config) { c.BehindProxy, c.TrustedProxy = true, []string{"10.0.0.5"} }, `--trusted-proxy "10.0.0.5"`},
		"no proxy":         {func(c *config.Config) { c.TrustedProxy = []string{"10.0.0.5/32"} }, "--behind-proxy"},
		"no idle time":     {func(c *config.Config) { c.SessionIdle = 0 }, "--session-idle"},
		"limit below idle": {func(c *config.Config) { c.SessionLimit = config.Duration(time.Hour) }, "--session-limit 1h:"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			c := sound()
			tc.spoil(&c)
			if err := c.Check(); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want it to hold %q", err, tc.want)
			}
		})
	}
}

func TestTheBaseAddress(t *testing.T) {
	cases := []struct{ base, listening, want string }{
		{"", "127.0.0.1:8080", "http://127.0.0.1:8080"},
		{"", "0.0.0.0:80", "http://localhost:80"},
		{"", "[::]:8080", "http://localhost:8080"},
		{"", "[::1]:8080", "http://[::1]:8080"},
		{"https://desk.example.org/", "127.0.0.1:8080", "https://desk.example.org"},
	}
	for _, tc := range cases {
		addr, err := net.ResolveTCPAddr("tcp", tc.listening)
		if err != nil {
			t.Fatal(err)
		}
		if got := (config.Config{BaseURL: tc.base}).Base(addr); got != tc.want {
			t.Errorf("base %q listening on %s: got %s, want %s", tc.base, tc.listening, got, tc.want)
		}
	}
}

func TestCookiesAreSecureBehindTLS(t *testing.T) {
	cases := []struct {
		setting, base string
		want          bool
	}{
		{"auto", "", false},
		{"auto", "http://desk.example.org", false},
		{"auto", "https://desk.example.org", true},
		{"never", "https://desk.example.org", false},
		{"always", "", true},
	}
	for _, tc := range cases {
		if got := (config.Config{SecureCookies: tc.setting, BaseURL: tc.base}).Secure(); got != tc.want {
			t.Errorf("%s with base %q: got %t", tc.setting, tc.base, got)
		}
	}
}

func TestSizes(t *testing.T) {
	good := map[string]config.Size{"1048576": config.MB, "1MB": config.MB, "16kb": 16 * config.KB, "10 MB": 10 * config.MB}
	for text, want := range good {
		var got config.Size
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q: got %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "a lot", "-1", "1.5MB", "99999999999MB"} {
		var got config.Size
		if err := got.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), "for example 10MB") {
			t.Errorf("%q: got %d, %v", text, got, err)
		}
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]string{"72h": "72h", "90m": "1h30m", "1h0m30s": "1h0m30s", "10m": "10m", "20s": "20s"} {
		var got config.Duration
		if err := got.UnmarshalText([]byte(text)); err != nil || got.String() != want {
			t.Errorf("%q: got %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "a while", "3 days", "72"} {
		var got config.Duration
		if err := got.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), "for example 72h") {
			t.Errorf("%q: got %s, %v", text, got, err)
		}
	}
}
