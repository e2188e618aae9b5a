#!/usr/bin/env bash
# Proves which crate may import which (docs/architecture.md): a layer that
# starts to call back up fails here, not in a review.
source "$(dirname "$0")/stage.sh"

declare -A may_import=(
    [domain]=""
    [sendonce]=""
    [billmanager]="sendonce"
    [vmmanager]="sendonce"
    [store]="domain"
    [engine]="domain store billmanager sendonce vmmanager"
    [app]="domain engine"
    [sandbox]="domain"
    [frontend]="app"
    [server]="app billmanager domain engine sandbox store vmmanager"
)

direct() { cargo tree --package "$1" --all-features --edges normal,build --depth 1 --prefix none; }
whole() { cargo tree --package "$1" --edges normal --prefix none; }

wrong=0
report() {
    echo "    $*"
    wrong=1
}

# A package of this workspace shows its folder after its version.
for crate in "${!may_import[@]}"; do
    while read -r name _; do
        [[ " ${may_import[$crate]} " == *" $name "* ]] || report "$crate must not import $name"
    done < <(direct "$crate" | tail -n +2 | grep -F "($PWD/")
done

# never CRATE 'one|another' direct|whole
never() {
    local found
    found=$("$3" "$1" | tail -n +2 | grep -oE "^($2) v\S+" | sort -u | tr '\n' ' ') || true
    [[ -z $found ]] || report "$1 must do without $found"
}

never domain 'tokio|sqlx|sqlx-core|reqwest|leptos|axum|rand|uuid' whole
never frontend 'tokio|sqlx|sqlx-core|reqwest|axum|engine|store' whole
for crate in domain billmanager vmmanager engine app sandbox server; do
    never "$crate" 'sqlx|sqlx-core|sqlx-sqlite|sqlx-postgres' direct
done
for crate in domain store engine app sandbox server; do
    never "$crate" 'reqwest|hyper' direct
done
for crate in store engine billmanager vmmanager sandbox; do
    never "$crate" 'leptos|leptos_axum' direct
done

((wrong == 0)) || refuse "the layers are broken"
echo "    ${#may_import[@]} crates import what they may"
