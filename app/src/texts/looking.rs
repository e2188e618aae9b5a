//! Staff who look at what a client sees.

use super::catalogue;

catalogue! {
    /// Words over the pages of a client that staff look at.
    Looking {
        mark(client): "You see what {client} sees.",
        may_not: "You can look, but not order, change anything or show keys",
        back: "Back to staff",
        only(client): "You only look at what {client} sees: nothing was done. Act for a client from the staff's pages.",
        ended: "You no longer look at the client's pages.",
    }
}
