package server

import (
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

// metrics counts what the server does, for Prometheus. Nothing in it tells of claims or people.
type metrics struct {
	registry *prometheus.Registry
	took     *prometheus.HistogramVec
	underWay prometheus.Gauge
}

func newMetrics(s *store.Store, d *desk.Desk) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "stet_http_request_seconds", Help: "How long requests took, by route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}}, []string{"method", "route", "status"}),
		underWay: prometheus.NewGauge(prometheus.GaugeOpts{Name: "stet_http_requests_under_way", Help: "Requests being answered now."}),
	}
	m.registry.MustRegister(m.took, m.underWay, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "stet_database_bytes", Help: "The size of the database and its write-ahead log."}, func() float64 { return float64(s.Size()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "stet_writes_waiting", Help: "Writes that wait for their turn."}, func() float64 { return float64(s.Waiting()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "stet_computing_waiting", Help: "Requests that wait for their turn to compute what costs much."}, func() float64 { return float64(d.WaitingToCompute()) }))
	return m
}

// measure counts each request under the route that answers it, so that addresses nobody knows of add nothing.
func (m *metrics) measure(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := time.Now()
		m.underWay.Inc()
		defer func() {
			m.underWay.Dec()
			m.took.WithLabelValues(method(c), c.Path(), strconv.Itoa(c.Response().Status)).Observe(time.Since(began).Seconds())
		}()
		return next(c)
	}
}

// method is one of those that are answered; clients may make up any other.
func method(c echo.Context) string {
	switch m := c.Request().Method; m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPatch, http.MethodDelete:
		return m
	}
	return "other"
}

// tell answers GET /metrics to admins, and to who asks from this machine itself, as a Prometheus beside the desk does.
func (m *metrics) tell() echo.HandlerFunc {
	handler := promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
	return func(c echo.Context) error {
		person, _ := auth.Current(c)
		if !person.Role.AtLeast(factcheck.Admin) && !fromThisMachine(c.Request()) {
			return factcheck.Errorf(factcheck.Forbidden, "Measurements are for admins, by a token of theirs, or for who asks from the desk's own machine.")
		}
		handler.ServeHTTP(c.Response(), c.Request())
		return nil
	}
}

// fromThisMachine says whether a request came from this machine, and not by way of a proxy on it, or of a web page whose host's name
// was made to lead here.
func fromThisMachine(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && from.Addr().Unmap().IsLoopback() && !isPassedOn(r.Header) && asksForThisMachine(r.Host)
}

// isPassedOn says whether any of what proxies add to what they pass on stands in a header.
func isPassedOn(h http.Header) bool {
	for name := range h {
		if strings.HasPrefix(name, "X-Forwarded-") || name == "Forwarded" || name == "Via" || name == "X-Real-Ip" {
			return true
		}
	}
	return false
}

func asksForThisMachine(host string) bool {
	name := (&url.URL{Host: host}).Hostname()
	ip, err := netip.ParseAddr(name)
	return err == nil && ip.IsLoopback() || strings.EqualFold(name, "localhost")
}
