//! Suspending and resuming a service: what it does, said before it is done.

use super::catalogue;

catalogue! {
    /// Words of suspensions.
    Suspension {
        retry_cost: "The license is covered for the paid term first: renewed, taken from the pool or bought at the license server, if it has to be. Then the server starts.",
        retry_free: "Nothing is bought.",
        give_up_stop: "The server runs on, although it is to be suspended.",
        give_up_release: "The license is held, until it is returned by hand or its service is resumed.",
        give_up_server: "The service stays suspended, and only staff resume it.",
        give_up_license: "The server is started without its license.",
    }
}
