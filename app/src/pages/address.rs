//! What an address names.

use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::failure::Failure;

/// The id in a part of the address; what is no id names nothing.
pub(crate) fn id_in_address<T: FromStr>(part: &str) -> Result<T, Failure> {
    use_params_map().get_untracked().get(part).and_then(|id| id.parse().ok()).ok_or(Failure::NotFound)
}
