#!/usr/bin/env bash
# wasm-bindgen's command in target/tools. It understands only modules built with
# the very version of the crate that Cargo.lock holds.
source "$(dirname "$0")/../stage.sh"

install() {
    # Runs for a second in each build: quick to compile beats quick to run.
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
        cargo install wasm-bindgen-cli --version "$version" --bin wasm-bindgen \
        --root target/tools --target-dir target/tools/build --quiet
    rm -rf target/tools/build
}

version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' Cargo.lock)
if [[ $(target/tools/bin/wasm-bindgen --version 2>/dev/null) != "wasm-bindgen $version" ]]; then
    stage "wasm-bindgen $version" install
fi
