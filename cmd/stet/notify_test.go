package main_test

import (
	"net"
	"net/http"
	"path/filepath"
	"testing"
)

// TestTheServiceManagerIsToldWhenTheDeskAnswers listens as systemd does.
func TestTheServiceManagerIsToldWhenTheDeskAnswers(t *testing.T) {
	name := filepath.Join(t.TempDir(), "notify")
	socket, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: name, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	t.Setenv("NOTIFY_SOCKET", name)
	d := serve(t, newDB(t))
	told := make([]byte, 100)
	n, err := socket.Read(told)
	if err != nil || string(told[:n]) != "READY=1" {
		t.Errorf("it is told %q, %v", told[:n], err)
	}
	if status, _, _ := d.get(browser(t), "/readyz"); status != http.StatusOK {
		t.Errorf("told to be ready, /readyz gives %d", status)
	}
}
