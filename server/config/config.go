// Package config holds the settings of a desk: their defaults, flags and environment variables, and what is wrong with
// a wrong one.
package config

import (
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"
)

// Database names the desk's file. Every command takes it.
type Database struct {
	DB string `name:"db" env:"STET_DB" default:"stet.db" help:"The desk's database."`
}

// Config is every setting of a serving desk.
type Config struct {
	Database
	Addr          string   `env:"STET_ADDR" default:"127.0.0.1:8080" help:"Where to listen."`
	Demo          bool     `env:"STET_DEMO" help:"Load the demonstration library and people into an empty desk."`
	BaseURL       string   `name:"base-url" env:"STET_BASE_URL" placeholder:"URL" help:"The address people reach the desk at, for permalinks in exports. Made from --addr where left out."`
	SecureCookies string   `env:"STET_SECURE_COOKIES" default:"auto" enum:"auto,always,never" help:"Send the session cookie over TLS only: auto, always or never. Auto does when --base-url is https."`
	TLSCert       string   `name:"tls-cert" env:"STET_TLS_CERT" placeholder:"FILE" help:"Speak TLS with this certificate, a PEM file with the chain. Read anew when it changes."`
	TLSKey        string   `name:"tls-key" env:"STET_TLS_KEY" placeholder:"FILE" help:"The certificate's key, a PEM file."`
	BehindProxy   bool     `env:"STET_BEHIND_PROXY" help:"Take a client's address from X-Forwarded-For, as set by a proxy on this machine or a private network."`
	TrustedProxy  []string `name:"trusted-proxy" env:"STET_TRUSTED_PROXY" placeholder:"CIDR" help:"Believe X-Forwarded-For from these networks alone, for example 10.0.0.5/32; with --behind-proxy. Without it every private network is believed."`
	BodyLimit     Size     `env:"STET_BODY_LIMIT" default:"1MB" help:"The largest request taken in."`
	ImportLimit   Size     `env:"STET_IMPORT_LIMIT" default:"10MB" help:"The largest request that imports an article."`
	AtOnce        int      `name:"requests-at-once" env:"STET_REQUESTS_AT_ONCE" default:"512" help:"How many requests are answered at once; more are told to come back. 0 sets no limit."`
	FetchAllow    []string `env:"STET_FETCH_ALLOW" placeholder:"HOST" help:"Hosts, or HOST:PORT, that pages may be fetched from although they are at private addresses. All on the public web are allowed."`
	SessionIdle   Duration `env:"STET_SESSION_IDLE" default:"72h" help:"Sign a person out after this long without a request."`
	SessionLimit  Duration `env:"STET_SESSION_LIMIT" default:"720h" help:"Sign a person out this long after signing in."`
	BackupDir     string   `env:"STET_BACKUP_DIR" placeholder:"DIR" help:"Keep copies of the desk in this folder, made while it serves."`
	BackupEvery   Duration `env:"STET_BACKUP_EVERY" default:"24h" help:"How long after one copy the next is made."`
	BackupKeep    int      `env:"STET_BACKUP_KEEP" default:"14" help:"How many copies are kept; the oldest goes when there are more."`
	LogFormat     string   `env:"STET_LOG_FORMAT" default:"text" enum:"text,json" help:"How the log is written: text or json."`
}

// Check names the first setting that cannot be right, with its mend.
func (c Config) Check() error {
	if err := checkAddr(c.Addr); err != nil {
		return err
	}
	if err := checkBaseURL(c.BaseURL); err != nil {
		return err
	}
	if c.DB == "" {
		return fmt.Errorf(`--db "": name the database file, for example stet.db`)
	}
	if c.BodyLimit < MB/64 || c.ImportLimit < c.BodyLimit {
		return fmt.Errorf("--body-limit %s, --import-limit %s: give at least 16KB for the one, and no less than that for the other", c.BodyLimit, c.ImportLimit)
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return fmt.Errorf("--tls-cert %q, --tls-key %q: name both, or neither", c.TLSCert, c.TLSKey)
	}
	if err := c.checkProxies(); err != nil {
		return err
	}
	if c.BackupDir != "" && (c.BackupEvery < Duration(time.Minute) || c.BackupKeep < 1) {
		return fmt.Errorf("--backup-every %s, --backup-keep %d: give at least 1m for the one and 1 for the other", c.BackupEvery, c.BackupKeep)
	}
	if c.AtOnce < 0 {
		return fmt.Errorf("--requests-at-once %d: give a number of requests, or 0 for no limit", c.AtOnce)
	}
	if c.SessionIdle < Duration(time.Minute) || c.SessionLimit < c.SessionIdle {
		return fmt.Errorf("--session-idle %s, --session-limit %s: give at least 1m for the one, and no less than that for the other", c.SessionIdle, c.SessionLimit)
	}
	return nil
}

// Base is the address people reach the desk at, without a slash at its end. Where none was set it is made from the
// address listened on.
func (c Config) Base(listening net.Addr) string {
	if c.BaseURL != "" {
		return strings.TrimRight(c.BaseURL, "/")
	}
	host, port, _ := net.SplitHostPort(listening.String())
	if ip := net.ParseIP(host); host == "" || ip.IsUnspecified() {
		host = "localhost"
	}
	if c.TLSCert != "" {
		return "https://" + net.JoinHostPort(host, port)
	}
	return "http://" + net.JoinHostPort(host, port)
}

// TLS says whether people reach the desk over TLS.
func (c Config) TLS() bool { return c.TLSCert != "" || strings.HasPrefix(c.BaseURL, "https:") }

// Secure says whether the session cookie is for TLS only.
func (c Config) Secure() bool {
	return c.SecureCookies == "always" || c.SecureCookies == "auto" && c.TLS()
}

// Proxies gives the networks whose word on a client's address is taken; none where the program is left to know private ones.
func (c Config) Proxies() (networks []*net.IPNet) {
	for _, cidr := range c.TrustedProxy {
		if _, network, err := net.ParseCIDR(cidr); err == nil {
			networks = append(networks, network)
		}
	}
	return networks
}

func (c Config) checkProxies() error {
	if len(c.TrustedProxy) > 0 && !c.BehindProxy {
		return fmt.Errorf("--trusted-proxy %s: give --behind-proxy too, or leave it out", strings.Join(c.TrustedProxy, ","))
	}
	for _, cidr := range c.TrustedProxy {
		if _, _, err := net.ParseCIDR(cidr); err != nil {
			return fmt.Errorf("--trusted-proxy %q: give a network, for example 10.0.0.5/32 for one address", cidr)
		}
	}
	return nil
}

func checkAddr(addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil || port == "" {
		return fmt.Errorf("--addr %q: give host:port, for example 127.0.0.1:8080; STET_ADDR sets it too", addr)
	}
	return nil
}

func checkBaseURL(base string) error {
	if base == "" {
		return nil
	}
	u, err := url.Parse(base)
	bare := err == nil && u.Host != "" && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == "" && u.User == nil
	if !bare || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("--base-url %q: give scheme and host alone, for example https://desk.example.org; STET_BASE_URL sets it too", base)
	}
	return nil
}
