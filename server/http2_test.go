package server

import (
	"crypto/tls"
	"testing"

	"golang.org/x/net/http2"
)

// TestOneConnectionAsksForFewThingsAtOnce reads what the server grants a client of HTTP/2: who takes no answers in has it hold as many
// as a connection may ask for, and who sends what nobody reads as much of that.
func TestOneConnectionAsksForFewThingsAtOnce(t *testing.T) {
	web := servingTLS(t, 1, 2)
	conn, err := tls.Dial("tcp", web.Listener.Addr().String(), &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"h2"}})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Write([]byte(http2.ClientPreface)); err != nil {
		t.Fatal(err)
	}
	frames := http2.NewFramer(conn, conn)
	if err := frames.WriteSettings(); err != nil {
		t.Fatal(err)
	}
	for {
		frame, err := frames.ReadFrame()
		if err != nil {
			t.Fatal(err)
		}
		settings, ok := frame.(*http2.SettingsFrame)
		if !ok || settings.IsAck() {
			continue
		}
		for setting, most := range map[http2.SettingID]uint32{
			http2.SettingMaxConcurrentStreams: streamsOfOne, http2.SettingMaxFrameSize: frameOfOne, http2.SettingInitialWindowSize: unreadOfOne,
		} {
			if granted, ok := settings.Value(setting); !ok || granted > most {
				t.Errorf("of %s a connection is granted %d", setting, granted)
			}
		}
		return
	}
}
