#!/usr/bin/env bash
# The demo, built again and shown again whenever a source changes; Ctrl-C stops it.
source "$(dirname "$0")/stage.sh"

scripts/setup.sh build
exec node scripts/dev.mjs
