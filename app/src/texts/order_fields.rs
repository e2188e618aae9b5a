//! The fields of the order form that only the server draws.

use domain::price::ExtraPrices;

use super::{catalogue, texts};

catalogue! {
    /// Words of those fields.
    OrderFields {
        extras: "Options",
        range(minimum, maximum): "From {minimum} to {maximum}.",
        range_by(minimum, maximum, step): "From {minimum} to {maximum}, in steps of {step}.",
        included(n): "{n} included.",
        server: "Server",
        os: "Operating system",
        hostname: "Host name",
        hostname_help: "The full name of the server, for example web-1.example.com.",
        autoprolong: "Auto-renewal",
        autoprolong_help: "The server is paid from your balance before its time ends. You can change this later.",
        off: "Off",
        every(period): "Every {period}",
    }
}

/// Which numbers of an option can be had.
pub(crate) fn range(extra: &ExtraPrices) -> String {
    let (words, limits) = (&texts().order_fields, extra.limits);
    let range = if limits.step > 1 {
        words.range_by(limits.minimum, limits.maximum, limits.step)
    } else {
        words.range(limits.minimum, limits.maximum)
    };
    if limits.included > 0 { format!("{range} {}", words.included(limits.included)) } else { range }
}
