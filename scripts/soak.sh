#!/usr/bin/env bash
# Soaks the real processes for as many orders as KEYPOOL_SOAK_ORDERS says (docs/testing.md), then plays long stories
# of the model, then feeds the decoders at length. Each part is skipped by a 0 in its variable.
source "$(dirname "$0")/stage.sh"

orders=${KEYPOOL_SOAK_ORDERS:-10000}
stories=${KEYPOOL_SOAK_STORIES:-200}
shapes=${KEYPOOL_SOAK_SHAPES:-20000}
profile=${KEYPOOL_SOAK_PROFILE:-release}

run_it() {
    scripts/postgres.sh cargo test --profile "$profile" -p server --test it -- --nocapture "$@"
}

stage "compile" cargo build --profile "$profile" -p sandbox --bin keypool-sandbox
((orders == 0)) || stage "$orders orders" run_it --ignored --exact kill::soak::soak
((stories == 0)) ||
    KEYPOOL_MODEL_CASES=$stories stage "$stories stories on each database" run_it --test-threads 2 model::whatever
((shapes == 0)) ||
    PROPTEST_CASES=$shapes stage "$shapes shapes" cargo test --profile "$profile" -p billmanager -p vmmanager

printf '\n==> soak: done in %d s\n' "$SECONDS"
