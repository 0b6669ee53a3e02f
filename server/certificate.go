package server

import (
	"crypto/tls"
	"fmt"
	"os"
	"sync"
	"time"

	"stet/server/config"
)

// certificate is the one that the desk shows, read anew when its file has changed.
type certificate struct {
	file, key string

	mu     sync.Mutex
	loaded *tls.Certificate
	from   time.Time // when the file was changed that it was loaded from
}

// certificateOf reads the certificate that the settings name; nil where they name none.
func certificateOf(c config.Config) (*certificate, error) {
	if c.TLSCert == "" {
		return nil, nil
	}
	shown := &certificate{file: c.TLSCert, key: c.TLSKey}
	if _, err := shown.get(nil); err != nil {
		return nil, fmt.Errorf("--tls-cert %s, --tls-key %s: %w; name the certificate and its key, both PEM, which this user may read", c.TLSCert, c.TLSKey, err)
	}
	return shown, nil
}

// get gives the certificate of now. One that is renewed by halves stays as it was.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	info, err := os.Stat(c.file)
	if err != nil || info.ModTime().Equal(c.from) {
		return c.loaded, orNone(c.loaded, err)
	}
	pair, err := tls.LoadX509KeyPair(c.file, c.key)
	if err != nil {
		return c.loaded, orNone(c.loaded, err)
	}
	c.loaded, c.from = &pair, info.ModTime()
	return c.loaded, nil
}

// orNone drops an error where an earlier certificate is there to be shown.
func orNone(loaded *tls.Certificate, err error) error {
	if loaded != nil {
		return nil
	}
	return err
}
