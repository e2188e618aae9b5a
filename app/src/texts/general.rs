//! Words that every page uses.

use super::catalogue;

catalogue! {
    /// Words that every page uses.
    General {
        product: "Keypool",
        skip: "Skip to content",
        page_title(title): "{title} · Keypool",
        breadcrumbs: "Breadcrumbs",
        pages: "Pages",
        previous: "Previous",
        next: "Next",
        place(first, last, total): "{first}–{last} of {total}",
        page_of(page, pages): "page {page} of {pages}",
        search: "Search",
        apply: "Apply",
        clear: "Clear",
        all: "All",
        none: "–",
        as_of(time): "as of {time}",
        refresh: "Refresh",
        not_read_yet: "not read yet",
        check_fields(n): "Check one field|Check {n} fields",
        not_found: "There is nothing here",
        not_found_text: "The address may be mistyped, or what stood here may belong to somebody else.",
        forbidden: "This page is not for you",
        forbidden_text: "Your login does not give access to it. If it should, ask the provider.",
        broken: "Something went wrong on our side",
        broken_text: "It has been written to the log. Nothing was lost; please try again in a minute.",
        go_home: "To the start page",
    }
}
