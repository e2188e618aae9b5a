//! Each kind of fault, and what a person sees of it. `docs/faults.md` is the table of these tests.

mod addresses;
mod answers;
mod dates;
mod demo;
mod document;
mod keys;
mod markers;
mod money;
mod people;
mod refusals;
pub mod stage;
mod vmmanager;
