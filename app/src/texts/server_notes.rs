//! What an operation has to say, to staff, of a VMmanager that makes no server.

use domain::RemoteId;

use super::notes::sentence;
use super::{catalogue, texts};

catalogue! {
    /// The words of notes on VMmanager.
    ServerNotes {
        half_made(vm): "VMmanager could not make the server: its task failed, and server {vm} is left half-made. Remove that server there, then Retry makes a new one; or have it finished there, and Retry takes it once it runs.",
        half_made_saying(vm, words): "VMmanager could not make the server: its task failed, and server {vm} is left half-made. It said: {words} Remove that server there, then Retry makes a new one; or have it finished there, and Retry takes it once it runs.",
        too_long: "VMmanager has been making the server for more than an hour. Look at it there: Retry goes on waiting for it, and makes a new one only if nothing of it is left there.",
        session_refused(words): "VMmanager lets us in and then turns the new session away. It said: {words} It is tried again by itself for a day, then by Retry. If it lasts, look there at the sessions of the processing module's user, and from which addresses they may come.",
        function_closed(words): "This function of VMmanager is closed to us just now. It said: {words} It is tried again by itself for a day, then by Retry. If it lasts, look there whether the processing module's user is an administrator, and whether VMmanager is under maintenance.",
        platform_unpaid(words): "VMmanager's own license is not paid, so it does next to nothing. It said: {words} Pay that license; it is tried again by itself for a day, then by Retry.",
    }
}

/// A server whose task failed, with VMmanager's words if it had any.
pub(crate) fn half_made(vm: &RemoteId, words: &str) -> String {
    let notes = &texts().server_notes;
    if words.trim().is_empty() { notes.half_made(vm) } else { notes.half_made_saying(vm, sentence(words)) }
}
