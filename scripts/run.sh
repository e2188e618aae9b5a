#!/usr/bin/env bash
# Builds what has changed and becomes the demo: data in ./data, SIGTERM or
# Ctrl-C stops it.
source "$(dirname "$0")/stage.sh"

scripts/setup.sh build
scripts/build.sh dev
exec target/debug/keypool demo --listen 127.0.0.1:3000 --sandbox-listen 127.0.0.1:3100 --data ./data
