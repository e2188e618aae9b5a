# Each target is a script; run one with `bash -x` to watch it.
.PHONY: help run dev build test soak fmt clean

help: ## what there is
	@sed -nE 's/^([a-z]+): ## (.*)/  make \1\t\2/p' Makefile | expand -t 16

run: ## the demo on http://127.0.0.1:3000: installs what is missing, builds, starts
	@scripts/run.sh

dev: ## the demo, built and shown again whenever a source changes
	@scripts/dev.sh

build: ## target/release/keypool and target/site
	@scripts/setup.sh build
	@scripts/build.sh release

test: ## every check: format, clippy, layers, tests on both databases, browser
	@scripts/test.sh

soak: ## 10,000 orders with every fault and 100 kills, then long stories (docs/testing.md)
	@scripts/soak.sh

fmt: ## write the code as rustfmt does
	@cargo fmt --all

clean: ## remove everything built or installed here; ./data stays
	@rm -rf target target-wasm end2end/node_modules end2end/test-results
