//! What VMmanager offers (`docs/protocols/vmmanager.md` §2.8).

mod cluster;
mod os;
mod preset;
mod recipe;

pub use cluster::Cluster;
pub use os::Os;
pub use preset::Preset;
pub use recipe::Recipe;
