package main_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// certified writes a new certificate for 127.0.0.1 and its key, and gives what trusts it.
func certified(t *testing.T, file, key string, changed time.Time) *x509.CertPool {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(changed.Unix()), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	write(t, key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: packed}))
	write(t, file, certificate)
	if err := os.Chtimes(file, changed, changed); err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(certificate)
	return pool
}

func write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTheDeskSpeaksTLSAndTakesARenewedCertificate(t *testing.T) {
	folder := t.TempDir()
	file, key := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	first := certified(t, file, key, time.Now().Add(-time.Hour))
	d := serve(t, newDB(t), "--tls-cert", file, "--tls-key", key)
	if !strings.HasPrefix(d.base, "https://127.0.0.1:") {
		t.Fatalf("it is at %s", d.base)
	}
	healthy := func(trusted *x509.CertPool) error {
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}}
		defer client.CloseIdleConnections()
		answer, err := client.Get(d.base + "/healthz")
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		if answer.Header.Get("Strict-Transport-Security") == "" {
			t.Error("browsers are not told to stay with TLS")
		}
		_, err = io.ReadAll(answer.Body)
		return err
	}
	if err := healthy(first); err != nil {
		t.Error(err)
	}
	renewed := certified(t, file, key, time.Now())
	if err := healthy(renewed); err != nil {
		t.Errorf("the renewed certificate is not shown: %v", err)
	}
}

func TestACertificateThatCannotBeIsNamed(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none.pem")
	for status, args := range map[int][]string{1: {"--tls-cert", missing, "--tls-key", missing}, 2: {"--tls-cert", missing}} {
		got := stet(t, "", append([]string{"serve", "--addr", "127.0.0.1:0", "--db", newDB(t)}, args...)...)
		if got.status != status || !strings.Contains(got.err, "--tls-key") {
			t.Errorf("%s: ended with %d, %q", args, got.status, got.err)
		}
	}
}
