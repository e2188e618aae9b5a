#!/usr/bin/env bash
# Joins the layers that style/main.css imports into target/site/pkg/keypool.css,
# with the icons of style/ beside it. Does nothing when none of them is newer.
source "$(dirname "$0")/stage.sh"

out=target/site/pkg/keypool.css

join_layers() {
    # Nesting is unfolded for browsers of early 2023; everything else is left as written.
    end2end/node_modules/.bin/esbuild style/main.css --bundle --minify \
        --target=chrome111,firefox113,safari16.4 --external:*.woff2 --external:*.svg \
        --log-level=warning --outfile="$out"
    find style -name '*.svg' -exec cp -t target/site/pkg {} +
    # Last: its date is what the next call compares with.
    scripts/compress.sh "$out"
}

[[ -f style/main.css ]] || refuse "style/main.css is missing"
if [[ -s $out.br && -z $(find style scripts/build-css.sh -newer "$out.br" -print -quit) ]]; then
    echo "    style: nothing has changed"
else
    stage "style" join_layers
fi
