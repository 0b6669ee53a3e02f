package main

import (
	"fmt"
	"net"
	"os"
)

// tellReady tells systemd that the desk answers, where it started the desk as a service of Type=notify: what comes after the desk,
// such as a program that replicates its file, then finds it upgraded. The protocol is that of sd_notify(3).
func tellReady() error {
	name := os.Getenv("NOTIFY_SOCKET")
	if name == "" {
		return nil
	}
	socket, err := net.Dial("unixgram", name)
	if err != nil {
		return fmt.Errorf("the service manager cannot be told that the desk is ready: %w", err)
	}
	defer socket.Close()
	_, err = socket.Write([]byte("READY=1"))
	return err
}
