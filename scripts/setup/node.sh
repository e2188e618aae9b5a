#!/usr/bin/env bash
# The Node packages that end2end/package-lock.json pins: Playwright without a
# browser of its own, wasm-opt and esbuild.
source "$(dirname "$0")/../stage.sh"

install() {
    # No install script runs: each package ships its binary.
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix end2end --ignore-scripts --no-progress --loglevel=error
    cp end2end/package-lock.json "$installed"
}

installed=end2end/node_modules/.installed-lock.json
cmp -s end2end/package-lock.json "$installed" || stage "Node packages" install
