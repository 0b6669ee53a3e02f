# make run     the demonstration desk on http://127.0.0.1:8080, kept in stet.db
# make test    every test, what runs in the tests' own process under the race detector; the browser tests where a Chromium is found
# make crashtest  kills a served desk 200 times in mid-write and looks whether anything acknowledged is lost
# make litestream-drill  replicates a served desk with Litestream, kills both, and restores it elsewhere
# make soak       200 simulated reviewers at a served desk, for SOAK=2m
# make fuzz       every fuzz target for a while (FUZZTIME=1m each)
# make vulncheck  looks the dependencies up in the Go vulnerability database, over the network or at GOVULNDB
# make lint    formatting, go vet, staticcheck, the dependencies' licences, and whether generated code is in step

GO          ?= go
LITESTREAM  := github.com/benbjohnson/litestream/cmd/litestream@v0.5.18
GOVULNCHECK := $(GO) run golang.org/x/vuln/cmd/govulncheck@v1.8.0
TEMPL       := $(GO) run github.com/a-h/templ/cmd/templ@v0.3.977
STATICCHECK := $(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2

# The race detector knows nothing of the memory that SQLite, translated from C, takes for itself, nor has it anything to find in a password's
# hash: there it would only make everything that reads or writes a desk, or signs somebody in, several times slower.
UNRACED     := modernc.org/sqlite/lib modernc.org/libc/... golang.org/x/crypto/...
RACE        := -race $(UNRACED:%=-gcflags=%=-race=false)

FUZZTIME    ?= 1m
FUZZCOUNT   ?= 400x
SOAK        ?= 2m

.PHONY: run build test crashtest litestream-drill soak fuzz-briefly fuzz vulncheck bench generate lint

run: build
	./bin/stet serve --demo

build:
	$(GO) build -o bin/stet ./cmd/stet

# The tests of the program run it as it is delivered, in processes of its own, of which the race detector would see nothing. Three at once:
# a browser waits more than it works. Two rooms are tested once more for what the race detector would slow down too much: the walks over
# every route, and what is large to read.
test:
	@{ $(GO) test $(RACE) -vet=off -timeout 30m $$($(GO) list ./... | grep -v '^stet/cmd/stet$$') && \
	$(MAKE) --no-print-directory fuzz-briefly && $(GO) test -vet=off -timeout 30m ./server ./server/extract; } & rooms=$$!; \
	$(GO) test -parallel 3 -vet=off -timeout 30m ./cmd/stet; program=$$?; \
	wait $$rooms && exit $$program

crashtest:
	STET_KILLS=200 $(GO) test -timeout 30m -v -run NothingAcknowledgedIsLostByAKill ./cmd/stet

litestream-drill:
	@command -v litestream >/dev/null || GOBIN=$(CURDIR)/bin $(GO) install $(LITESTREAM)
	PATH="$(CURDIR)/bin:$$PATH" $(GO) test -tags litestream -count=1 -v -run TheReplicaHoldsWhatWasAcknowledged ./cmd/stet

soak:
	STET_SOAK=$(SOAK) $(GO) test -run '^$$' -bench Soak -benchtime 1x -timeout 2h ./cmd/stet

# A briefly fuzzed target is not built anew with instrumentation, which takes minutes: it goes beyond its seeds, without guidance.
fuzz-briefly:
	@built=$$(mktemp -d); trap 'rm -rf "$$built"' EXIT; \
	for package in $$($(GO) list -f '{{.Dir}}' ./...); do \
		targets=$$(sed -n 's/^func \(Fuzz[A-Za-z]*\)(.*/\1/p' $$package/*_test.go 2>/dev/null); \
		[ -n "$$targets" ] || continue; \
		$(GO) test -c -o "$$built/test" $$package || exit 1; \
		for target in $$targets; do \
			(cd $$package && "$$built/test" -test.run '^$$' -test.fuzz "^$$target\$$" -test.fuzztime $(FUZZCOUNT) -test.fuzzcachedir "$$built/cache") >"$$built/said" 2>&1 || { cat "$$built/said"; exit 1; }; \
			echo "$$target: $$(sed -n 's/.*execs: \([0-9]*\).*/\1/p' "$$built/said" | tail -n 1) inputs"; \
		done; \
	done

fuzz:
	@for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
		done; \
	done

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

vulncheck: ask = $(GOVULNCHECK) $(if $(GOVULNDB),-db $(GOVULNDB))
vulncheck:
	@if $(ask) -version | grep '^DB updated'; then $(ask) ./...; \
	else echo "vulncheck: not done, since the vulnerability database cannot be reached; name another by GOVULNDB"; fi

generate:
	$(TEMPL) generate

lint:
	@unformatted=$$(gofmt -l cmd migrations seeds server static views); \
	if [ -n "$$unformatted" ]; then echo "gofmt these:" $$unformatted; exit 1; fi
	$(GO) vet -tags litestream ./...
	$(STATICCHECK) -tags litestream ./...
	$(GO) run ./cmd/licences
	@before=$$(cat views/*_templ.go | cksum); $(TEMPL) generate && \
	if [ "$$before" != "$$(cat views/*_templ.go | cksum)" ]; then echo "views/*_templ.go were out of step and are generated anew: commit them"; exit 1; fi
