//! What stands before every page: who may post, what headers a page carries, what is dropped.

mod broken;
mod peer;
mod same_origin;
mod security_headers;
mod session;
mod told_errors;

pub(crate) use broken::{give_up_slow, refuse_large, show_panic};
pub(crate) use peer::{Proxies, note_peer};
pub(crate) use same_origin::{Origins, refuse_foreign_posts};
pub(crate) use security_headers::{CspNonce, set_security_headers};
pub(crate) use session::{keep_session, session_layer};
pub(crate) use told_errors::drop_told_errors;
