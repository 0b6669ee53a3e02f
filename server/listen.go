package server

import (
	"errors"
	"fmt"
	"net"
	"syscall"
)

// Listen takes the address. Where it cannot, it says why and what to do about it.
func Listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("--addr %s: another program listens there; stop it, or choose another port, for example --addr %s", addr, nextPort(addr))
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("--addr %s: this user may not listen there; choose a port above 1023, for example --addr 127.0.0.1:8080", addr)
	case err != nil:
		return nil, fmt.Errorf("--addr %s: cannot listen there; choose an address of this machine, for example --addr 127.0.0.1:8080 (%w)", addr, err)
	}
	return listener, nil
}

func nextPort(addr string) string {
	host, service, _ := net.SplitHostPort(addr)
	port, err := net.LookupPort("tcp", service)
	if err != nil || port >= 65535 {
		return "127.0.0.1:8081"
	}
	return net.JoinHostPort(host, fmt.Sprint(port+1))
}
