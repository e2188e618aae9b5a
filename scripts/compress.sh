#!/usr/bin/env bash
# compress.sh FILE...: lays FILE.br and FILE.gz beside each file, for the
# server to hand out as they are.
source "$(dirname "$0")/stage.sh"

for file in "$@"; do
    brotli --force --quality=11 --output="$file.br" "$file"
    gzip --force --keep --best --no-name "$file"
    printf '    %-36s %7d bytes, %7d gzip, %7d brotli\n' \
        "$file" "$(stat -c %s "$file")" "$(stat -c %s "$file.gz")" "$(stat -c %s "$file.br")"
done
