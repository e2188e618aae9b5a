#!/usr/bin/env bash
# Everything that has to hold before a change lands, quickest first. Each stage
# prints its seconds; the first that fails ends the run with its exit code.
source "$(dirname "$0")/stage.sh"

# `frontend` is left out: its features would reach the server (docs/architecture.md).
server=(--workspace --exclude frontend)

run_tests() {
    if command -v cargo-nextest >/dev/null; then
        scripts/postgres.sh cargo nextest run "${server[@]}" --all-targets
    else
        scripts/postgres.sh cargo test "${server[@]}" --all-targets --no-fail-fast
    fi
}

run_doc_tests() {
    cargo test "${server[@]}" --doc
}

stage "setup" scripts/setup.sh test
stage "format" cargo fmt --all --check
stage "layers" scripts/check-directions.sh
stage "clippy" cargo clippy "${server[@]}" --all-targets -- -D warnings
stage "clippy, browser part" scripts/lint-frontend.sh
# The binaries too: some tests start them, and so do the browser's.
stage "compile tests" cargo build "${server[@]}" --all-targets
stage "tests on SQLite and PostgreSQL" run_tests
if grep -rqE '^\s*//[/!] ```' app server --include='*.rs'; then
    stage "doc tests" run_doc_tests
fi
scripts/build-css.sh
scripts/build-wasm.sh
stage "browser, with and without JavaScript" scripts/test-browser.sh

printf '\n==> all: done in %d s\n' "$SECONDS"
