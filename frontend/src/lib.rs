//! The browser part: brings the islands of `app` to life and nothing else.

use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's hydration script once the module has loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
