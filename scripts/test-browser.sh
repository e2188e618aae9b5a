#!/usr/bin/env bash
# test-browser.sh [ARGUMENT...]: Playwright over what has been built last
# (scripts/build.sh), in Debian's Chromium; arguments go to Playwright.
source "$(dirname "$0")/stage.sh"

for built in target/debug/keypool target/site/pkg/keypool.css target/site/pkg/keypool_bg.wasm; do
    [[ -e $built ]] || refuse "$built is missing: scripts/build.sh"
done
cd end2end
exec node_modules/.bin/playwright test "$@"
