#!/usr/bin/env bash
# packages.sh build|test: Debian's packages. Asks for a command or a file of
# each, so that one that came another way counts too. Only root installs;
# anybody else is told the names.
source "$(dirname "$0")/../stage.sh"

missing=()
needs() { # needs PACKAGE... -- CHECK...
    local packages=()
    while [[ $1 != -- ]]; do
        packages+=("$1")
        shift
    done
    shift
    "$@" >/dev/null 2>&1 || missing+=("${packages[@]}")
}

has_browser_target() {
    [[ -d $(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown ||
        ${RUSTUP_AUTO_INSTALL:-1} != 0 ||
        (-x /usr/bin/rustc && -d /usr/lib/rustlib/src/rust/library/std) ]]
}

install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

needs build-essential -- command -v cc
needs make -- command -v make
needs brotli -- command -v brotli
needs nodejs npm -- command -v npm
# Where rustup may not fetch the browser target, Debian's compiler builds it.
needs rustc-web rust-web-src -- has_browser_target
if [[ ${1:?} == test ]]; then
    needs chromium -- test -x /usr/bin/chromium
    needs postgresql -- compgen -G "/usr/lib/postgresql/*/bin/initdb"
fi

((${#missing[@]} == 0)) && exit 0
((EUID == 0)) || refuse "missing packages; as root: apt-get install ${missing[*]}"
command -v apt-get >/dev/null || refuse "missing, and there is no apt-get: ${missing[*]}"
stage "packages: ${missing[*]}" install
