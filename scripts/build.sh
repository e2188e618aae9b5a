#!/usr/bin/env bash
# build.sh [dev|release]: the server, the browser part and the style.
source "$(dirname "$0")/stage.sh"

profile=${1:-dev}
stage "server ($profile)" cargo build -p server --bin keypool --profile "$profile"
scripts/build-css.sh
scripts/build-wasm.sh
