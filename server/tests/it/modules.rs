//! Processing modules, as staff set them up: a browser without scripts, real forms, a real license server and a real
//! VMmanager.

mod edit;
mod failures;
mod secrets;
mod settings;
mod switches;
pub mod wizard;
