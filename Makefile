# make run     the demonstration desk on http://127.0.0.1:8080, kept in stet.db
# make test    every test, under the race detector, but for the walks over every route; the browser tests where a Chromium is found
# make crashtest  kills a served desk 200 times in mid-write and looks whether anything acknowledged is lost
# make soak       200 simulated reviewers at a served desk, for SOAK=2m
# make fuzz       every fuzz target for a while (FUZZTIME=1m each)
# make lint    formatting, go vet, staticcheck, and whether generated code is in step

GO          ?= go
TEMPL       := $(GO) run github.com/a-h/templ/cmd/templ@v0.3.977
STATICCHECK := $(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2

FUZZTIME    ?= 1m
SOAK        ?= 2m

.PHONY: run build test crashtest soak fuzz bench generate lint

run: build
	./bin/stet serve --demo

build:
	$(GO) build -o bin/stet ./cmd/stet

test:
	$(GO) test -race -timeout 30m ./...
	$(GO) test ./server # once more for the walks over every route, which the race detector would slow down too much

crashtest:
	STET_KILLS=200 $(GO) test -race -timeout 30m -v -run NothingAcknowledgedIsLostByAKill ./cmd/stet

soak:
	STET_SOAK=$(SOAK) $(GO) test -run '^$$' -bench Soak -benchtime 1x -timeout 2h ./cmd/stet

fuzz:
	@for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
		done; \
	done

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

generate:
	$(TEMPL) generate

lint:
	@unformatted=$$(gofmt -l cmd migrations seeds server static views); \
	if [ -n "$$unformatted" ]; then echo "gofmt these:" $$unformatted; exit 1; fi
	$(GO) vet ./...
	$(STATICCHECK) ./...
	@before=$$(cat views/*_templ.go | cksum); $(TEMPL) generate && \
	if [ "$$before" != "$$(cat views/*_templ.go | cksum)" ]; then echo "views/*_templ.go were out of step and are generated anew: commit them"; exit 1; fi
