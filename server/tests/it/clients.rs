//! Clients, how they come, what staff see and do of them, and the staff's lists.

mod funds;
mod lists;
mod looking;
mod registration;
