# shellcheck shell=bash
# Sourced by every script: strict mode, the repository's root as the current
# folder, and `stage`, which says what is being done and how long it took.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# stage "name" command [argument...]
# Must not be called where its result is tested (`if`, `||`): bash switches
# `set -e` off there, for shell functions below it too.
stage() {
    local name=$1 from=$SECONDS
    shift
    printf '\n==> %s\n' "$name"
    "$@"
    printf '==> %s: done in %d s\n' "$name" "$((SECONDS - from))"
}

# Stops with a message.
refuse() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}
