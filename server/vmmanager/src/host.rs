//! Virtual servers: making, reading, switching and removing them.

pub(crate) mod address;
pub(crate) mod create;
pub(crate) mod power;
pub(crate) mod read;
pub(crate) mod recipe;
pub(crate) mod started;
