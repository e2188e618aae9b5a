#!/usr/bin/env bash
# The Rust toolchain that rust-toolchain.toml names. With RUSTUP_AUTO_INSTALL=0
# nothing is fetched: it is there or this fails.
source "$(dirname "$0")/../stage.sh"

command -v rustup >/dev/null || refuse "rustup is missing: install it first"

channel=$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)
if ! rustup toolchain list | grep -q "^$channel-"; then
    [[ ${RUSTUP_AUTO_INSTALL:-1} != 0 ]] ||
        refuse "Rust $channel is not installed and RUSTUP_AUTO_INSTALL=0 forbids fetching it"
    stage "Rust $channel" \
        rustup toolchain install "$channel" --profile minimal --component rustfmt,clippy
fi
