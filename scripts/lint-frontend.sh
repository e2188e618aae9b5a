#!/usr/bin/env bash
# Clippy over what compiles for the browser: `frontend`, and `app` as it is
# without its server half. For the browser's target where it is installed, else
# for this machine, whose code differs by nothing that clippy looks at.
source "$(dirname "$0")/stage.sh"

target=wasm32-unknown-unknown
options=()
[[ -d $(rustc --print sysroot)/lib/rustlib/$target ]] && options=(--target "$target")
cargo clippy -p frontend "${options[@]}" -- -D warnings
