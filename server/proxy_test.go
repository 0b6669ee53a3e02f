package server

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"stet/server/config"
)

func TestNobodyForgesTheirAddress(t *testing.T) {
	direct, anyPrivate := config.Config{}, config.Config{BehindProxy: true}
	one := config.Config{BehindProxy: true, TrustedProxy: []string{"10.0.0.5/32", "2001:db8::5/128"}}
	for name, test := range map[string]struct {
		settings  config.Config
		from      string
		forwarded []string
		want      string
	}{
		"without a proxy":                     {direct, "192.0.2.1:1000", []string{"203.0.113.9"}, "192.0.2.1"},
		"by the proxy":                        {anyPrivate, "127.0.0.1:1000", []string{"203.0.113.9"}, "203.0.113.9"},
		"past the proxy":                      {anyPrivate, "192.0.2.1:1000", []string{"203.0.113.9"}, "192.0.2.1"},
		"with a forged beginning":             {anyPrivate, "127.0.0.1:1000", []string{"203.0.113.9, 192.0.2.7"}, "192.0.2.7"},
		"with a forged header before":         {anyPrivate, "127.0.0.1:1000", []string{"203.0.113.9", "192.0.2.7"}, "192.0.2.7"},
		"by two proxies":                      {anyPrivate, "127.0.0.1:1000", []string{"203.0.113.9, 10.0.0.5"}, "203.0.113.9"},
		"with nonsense":                       {anyPrivate, "127.0.0.1:1000", []string{"203.0.113.9, nonsense"}, "127.0.0.1"},
		"with a port":                         {anyPrivate, "127.0.0.1:1000", []string{"203.0.113.9:51000"}, "203.0.113.9"},
		"with a port, IPv6":                   {anyPrivate, "127.0.0.1:1000", []string{"[2001:db8::7]:51000"}, "2001:db8::7"},
		"in brackets":                         {anyPrivate, "127.0.0.1:1000", []string{"[2001:db8::7]"}, "2001:db8::7"},
		"by two proxies with ports":           {anyPrivate, "127.0.0.1:1000", []string{"203.0.113.9:1, 10.0.0.5:2"}, "203.0.113.9"},
		"with a forged port before":           {anyPrivate, "127.0.0.1:1000", []string{"203.0.113.9:51000", "192.0.2.7:1"}, "192.0.2.7"},
		"with a port that is none":            {anyPrivate, "127.0.0.1:1000", []string{"203.0.113.9:99999"}, "127.0.0.1"},
		"by the one that is named":            {one, "10.0.0.5:1000", []string{"203.0.113.9"}, "203.0.113.9"},
		"by the one that is named, IPv6":      {one, "[2001:db8::5]:1000", []string{"203.0.113.9"}, "203.0.113.9"},
		"from a neighbour of the named":       {one, "10.0.0.6:1000", []string{"203.0.113.9"}, "10.0.0.6"},
		"from this machine, where it is none": {one, "127.0.0.1:1000", []string{"203.0.113.9"}, "127.0.0.1"},
		"a private client forges":             {one, "10.0.0.5:1000", []string{"203.0.113.9, 10.0.0.77"}, "10.0.0.77"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = test.from
		for _, value := range test.forwarded {
			r.Header.Add("X-Forwarded-For", value)
		}
		r.Header.Set("X-Real-Ip", "198.51.100.1")
		if got := clientAddress(test.settings)(r); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}
