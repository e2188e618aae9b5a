#!/usr/bin/env bash
# setup.sh [build|test]: installs what is missing to build (the default), or to
# build and test. Looks before it fetches: on a machine that has everything it
# takes a fraction of a second.
source "$(dirname "$0")/stage.sh"

purpose=${1:-build}
[[ $purpose == build || $purpose == test ]] || refuse "usage: setup.sh [build|test]"

scripts/setup/rust.sh
scripts/setup/packages.sh "$purpose"
scripts/setup/node.sh
scripts/setup/wasm-bindgen.sh
