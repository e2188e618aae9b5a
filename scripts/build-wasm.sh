#!/usr/bin/env bash
# Builds the browser part: target/site/pkg/keypool.js and keypool_bg.wasm, the
# names that Leptos' hydration script asks for. Does nothing when no source is
# newer.
source "$(dirname "$0")/stage.sh"

target=wasm32-unknown-unknown
module=target-wasm/$target/wasm-release/frontend.wasm
new=target/site/pkg.new
out=target/site/pkg
# The whole interactive part of a page has to arrive before anything moves.
limit_in_bytes=$((150 * 1024))

# Cargo lists every source that went into the module beside it.
is_fresh() {
    local listing=${module%.wasm}.d input
    local inputs=(Cargo.toml Cargo.lock rust-toolchain.toml app/Cargo.toml app/domain/Cargo.toml
        frontend/Cargo.toml end2end/package.json scripts/build-wasm.sh)
    [[ -s $out/keypool.js.br && -s $out/keypool_bg.wasm.br && -s $listing ]] || return 1
    read -ra listed < <(sed -n '1s/^[^:]*: //p' "$listing")
    for input in "${inputs[@]}" "${listed[@]}"; do
        [[ -e $input && ! $input -nt $out/keypool_bg.wasm.br ]] || return 1
    done
}

# Three ways to a standard library for the browser, best first.
build_module() {
    export CARGO_TARGET_DIR=target-wasm
    local sysroot host
    sysroot=$(rustc --print sysroot)
    if [[ ! -d $sysroot/lib/rustlib/$target && ${RUSTUP_AUTO_INSTALL:-1} != 0 ]]; then
        rustup target add "$target"
    fi
    if [[ -d $sysroot/lib/rustlib/$target ]]; then
        cargo build -p frontend --target "$target" --profile wasm-release
        return
    fi
    echo "    the toolchain has no $target: using the distribution's compiler"
    host=$(rustc -vV | sed -n 's/^host: //p')
    RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$sysroot/lib/rustlib/$host/bin/rust-lld \
        cargo build -p frontend --target "$target" --profile wasm-release \
        -Z build-std=std,panic_abort
}

bind_module() {
    rm -rf "$new"
    target/tools/bin/wasm-bindgen --target web --no-typescript \
        --out-name keypool --out-dir "$new" "$module"
    node_modules=end2end/node_modules
    "$node_modules/.bin/wasm-opt" -Oz --enable-bulk-memory --enable-mutable-globals \
        --enable-multivalue --enable-nontrapping-float-to-int --enable-reference-types \
        --enable-sign-ext "$new/keypool_bg.wasm" -o "$new/keypool_bg.wasm"
    "$node_modules/.bin/esbuild" "$new/keypool.js" --minify --format=esm \
        --allow-overwrite --log-level=warning --outfile="$new/keypool.js"
    scripts/compress.sh "$new/keypool.js" "$new/keypool_bg.wasm"
}

# Over the limit nothing is put in place, so that the next call tries again.
put_in_place() {
    local size
    size=$(stat -c %s "$new/keypool_bg.wasm.br")
    ((size <= limit_in_bytes)) ||
        refuse "keypool_bg.wasm.br has $size bytes; the limit is $limit_in_bytes"
    mkdir -p "$out"
    rm -rf "$out/snippets"
    mv -f "$new"/* "$out/"
    rmdir "$new"
}

if is_fresh; then
    echo "    browser part: nothing has changed"
else
    stage "browser part: compile" build_module
    stage "browser part: bind, shrink, compress" bind_module
    put_in_place
fi
