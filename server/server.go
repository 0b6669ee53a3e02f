// Package server puts the desk on the web: it assembles the rooms behind one route table, and serves it until it is told to
// stop.
package server

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/respond"
	"stet/server/store"
)

const (
	headerTime  = 10 * time.Second // to send a request's header
	requestTime = time.Minute      // to send all of a request, and to take its answer
	idleTime    = 2 * time.Minute  // between two requests of a connection
	drainTime   = 20 * time.Second // for answers under way when the server is told to stop
	maxHeader   = 16 << 10         // bytes

	// of one connection over HTTP/2:
	streamsOfOne = 8                // requests at once, each of which holds its answer until that is taken in
	frameOfOne   = 16 << 10         // bytes that come in one piece
	unreadOfOne  = 128 << 10        // bytes of bodies that have come and are not read
	stuckTime    = 20 * time.Second // in which it takes in nothing of what waits for it
)

// Server serves one desk.
type Server struct {
	http   *http.Server
	routes []*echo.Route
	auth   *auth.Auth
	base   string
	log    *slog.Logger
	desk   *desk.Desk

	certificate *certificate // nil where the desk speaks plain HTTP
	stopping    atomic.Bool
}

// New assembles the server of the desk kept in s, which people reach at base ("https://desk.example.org").
func New(settings config.Config, base string, s *store.Store, log *slog.Logger) (*Server, error) {
	doorkeeper := auth.New(s, auth.Settings{Idle: time.Duration(settings.SessionIdle), Limit: time.Duration(settings.SessionLimit), Secure: settings.Secure()}, log)
	e := echo.New()
	e.IPExtractor = clientAddress(settings)
	e.HTTPErrorHandler = respond.Errors(log, auth.Current)
	sameOrigin, err := sameOriginWrites(base)
	if err != nil {
		return nil, err
	}
	shown, err := certificateOf(settings)
	if err != nil {
		return nil, err
	}
	d := desk.New(s)
	counted, slow := newMetrics(s, d), &slows{}
	made := &Server{auth: doorkeeper, base: base, log: log, desk: d, certificate: shown}
	e.Use(numberRequests, counted.measure, slow.watch, logRequests(log), mendPanics(), fewHeadLines, letIn(settings.AtOnce), secureHeaders(settings.TLS()), sameOrigin, wholeQueries)
	routes(e, rooms{settings: settings, base: base, store: s, desk: d, auth: doorkeeper,
		metrics: counted, slows: slow, stopping: &made.stopping, fetcher: extract.NewFetcher(config.Version(), settings.FetchAllow)})
	made.http, made.routes = newHTTPServer(answerHead(e), log), e.Routes()
	return made, nil
}

func newHTTPServer(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           letGoOfHeads(handler),
		ReadHeaderTimeout: headerTime, ReadTimeout: requestTime, WriteTimeout: requestTime, IdleTimeout: idleTime,
		MaxHeaderBytes: maxHeader,
		HTTP2: &http.HTTP2Config{MaxConcurrentStreams: streamsOfOne, MaxReadFrameSize: frameOfOne,
			MaxReceiveBufferPerConnection: unreadOfOne, MaxReceiveBufferPerStream: unreadOfOne, WriteByteTimeout: stuckTime},
		ConnState: tellOfHead,
		ErrorLog:  slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// ReadWith has what is brought in read by r, from before anything is served.
func (s *Server) ReadWith(r desk.Reader) { s.desk.ReadWith(r) }

// Handler answers the requests that Serve takes, for tests and measurements without a network.
func (s *Server) Handler() http.Handler { return s.http.Handler }

// Routes lists the methods and paths that are answered.
func (s *Server) Routes() []*echo.Route { return s.routes }

// SetUpAddress gives the one-time address at which a desk without people gets its first admin; "" where there are people.
func (s *Server) SetUpAddress(ctx context.Context) (string, error) {
	key, err := s.auth.OfferSetUp(ctx)
	if err != nil || key == "" {
		return "", err
	}
	return s.base + "/setup?key=" + url.QueryEscape(key), nil
}

// Serve answers what comes in through listener until ctx ends; then it takes no more, and gives what is under way some time
// to end.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	if err := s.auth.Recall(ctx); err != nil {
		s.log.Warn("from where people sign in is not known", "error", err)
	}
	failed := make(chan error, 1)
	go func() { failed <- s.serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	s.stopping.Store(true)
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	if err := s.http.Shutdown(drain); err != nil {
		s.log.Warn("answers cut off", "error", err)
		return s.http.Close()
	}
	return nil
}

// serve speaks TLS where the settings name a certificate. It is read anew when its file changes, as it does when it is renewed.
func (s *Server) serve(listener net.Listener) error {
	listener = inPlacesForLongHeads(keepingOpen(listener, mostConnections), longHeadsAtOnce)
	if s.certificate == nil {
		return s.http.Serve(listener)
	}
	s.http.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: s.certificate.get}
	return s.http.ServeTLS(listener, "", "")
}
