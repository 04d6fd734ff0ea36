# Kontor. Everything here works on a machine that has Go and Node; what else is
# needed scripts/need.sh installs.

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

# Go stamps the commit into the binary where git can tell it.
BUILDVCS := $(if $(shell git rev-parse --verify -q HEAD 2>/dev/null),auto,false)
# The paths of this machine have no place in what we build; and so tests share
# what is compiled for the binary.
export GOFLAGS ?= -trimpath
# Nobody has to wait for goroutines that outlive the tests of a package.
export GORACE ?= atexit_sleep_ms=0
WEB := $(shell find web/src web/messages web/static web/scripts web/*.json web/*.js web/*.ts -type f 2>/dev/null)
GO := $(shell find . -name '*.go' -not -path './web/node_modules/*' 2>/dev/null) go.mod go.sum $(wildcard migrations/*.sql) $(wildcard cmd/kontor/demo/content/*)

.DEFAULT_GOAL := help
.PHONY: help run test lint build e2e bench faults clean format vet test-go test-web packages

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build and start the demo on http://localhost:8080
	@scripts/need.sh postgres
	@$(MAKE) --no-print-directory build
	@exec bin/kontor demo

test: ## run every test: Go with -race on real servers, TypeScript, the browser journeys
	@scripts/need.sh tests web postgres redis chromium
	@$(MAKE) --no-print-directory format bin/kontor
	@$(MAKE) --no-print-directory -j2 test-go test-web
	@$(MAKE) --no-print-directory e2e

lint: format vet ## look through the code without running it
	go run $(STATICCHECK) ./...
	@scripts/need.sh web
	cd web && npm run check

build: bin/kontor ## build bin/kontor with the pages in it

e2e: bin/kontor ## run the browser journeys against a Kontor of their own
	@scripts/need.sh tests postgres redis chromium
	cd web && KONTOR_BIN=$(CURDIR)/bin/kontor npm run e2e --if-present

bench: bin/kontor ## measure: the speed table of a Kontor of its own, then the benchmarks
	@scripts/need.sh tests postgres redis
	scripts/bench.sh
	go run ./internal/testkit/shared go test -run - -bench . -benchmem -timeout 90m ./tickets ./privacy
	go test -count=1 -run TestCorpusTable -v ./privacy/corpus
	go test -run - -bench . -benchmem ./routing ./simulate
	KONTOR_RACE=1000 go run ./internal/testkit/shared go test -count=1 -run TestExpertsRace -v -timeout 30m ./server

faults: ## kill, freeze, cut off and fill up everything while a referee watches (a quarter of an hour)
	@scripts/need.sh tests postgres redis
	KONTOR_FAULTS=all go test -count=1 -timeout 40m -v ./internal/faults

clean: ## remove what was built, but no data
	rm -rf bin web/.svelte-kit
	find web/dist -mindepth 1 -not -name .gitkeep -delete

format:
	@unformatted=$$(gofmt -l $$(find . -name '*.go' -not -path './web/node_modules/*')); \
	if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi

vet:
	go vet ./...

# Those that take longest come first, so that nobody waits for them at the end.
# What of privacy needs long texts has samples of them with -race, and is run in
# full without.
test-go: vet
	go run ./internal/testkit/shared go test -vet=off -race -p 3 ./server ./cmd/kontor ./tickets ./...
	go test -vet=off ./privacy

test-web: packages bin/kontor
	cd web && npm run check && KONTOR_BIN=$(CURDIR)/bin/kontor npm run api-types -- --check && npm test

packages:
	@scripts/need.sh web

web/dist/index.html: $(WEB)
	@scripts/need.sh web
	cd web && npm run build
	@touch $@

bin/kontor: web/dist/index.html $(GO)
	go build -buildvcs=$(BUILDVCS) -trimpath -o $@ ./cmd/kontor
