# Two commands are enough: `make run` and `make test`. Each is a short script in scripts/, which
# installs what it needs once and says what it is doing. Caches: see CACHE in scripts/lib.sh.

.DEFAULT_GOAL := help
.PHONY: help run test check bench relevance dev build dist clean

help: ## What can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: ## The market of Batang on http://127.0.0.1:3000
	@scripts/run

test: ## All tests, in Rust and in the browser, and their count
	@scripts/test

check: ## Quick: format, lints, tests of domain, pictures and engine
	@scripts/check

bench: ## Measures the release binary against its budgets, into docs/BENCHMARKS.md
	@scripts/bench

relevance: ## Asks search what buyers ask, into docs/RELEVANCE.md
	@scripts/relevance

dev: ## Like run, and again whenever a file is saved
	@scripts/dev

build: ## The binary and the site, for this machine
	@scripts/build

dist: ## What is deployed, into dist/
	@scripts/build --release

clean: ## Removes dist/ and what tests left here; the caches and the market in data/ stay
	rm -rf dist end2end/test-results end2end/playwright-report build/node_modules end2end/node_modules
