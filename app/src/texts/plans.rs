//! The page of what is on sale.

use super::{catalogue, texts};

catalogue! {
    /// Words of the page of plans.
    Plans {
        title: "Order a server",
        lead: "Choose a plan; the control panel and the period come next.",
        empty_title: "Nothing is on sale at the moment",
        empty_text: "Plans appear here as soon as the provider offers them.",
        cpu(n): "{n} CPU|{n} CPUs",
        ram(size): "{size} RAM",
        disk(size): "{size} disk",
        gib(n): "{n} GB",
        mib(n): "{n} MB",
        from(price): "from {price}",
        choose: "Choose",
    }
}

/// A size that is kept in MiB: "4 GB", "512 MB".
pub(crate) fn size(mib: i64) -> String {
    let words = &texts().plans;
    if mib >= 1024 && mib % 1024 == 0 { words.gib(mib / 1024) } else { words.mib(mib) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_size_is_in_the_largest_whole_unit() {
        assert_eq!(super::size(4096), "4 GB");
        assert_eq!(super::size(512), "512 MB");
    }
}
