//! Operations: what runs, what failed, what waits for a decision.

mod calls;
mod decision;
pub(in crate::pages) mod list;
mod meant;
mod notes;
mod plan_change;
mod purchase;
mod renewal;
pub(in crate::pages) mod retry;
mod runs;
pub(in crate::pages) mod show;
mod steps;
mod undecided;

pub(crate) use meant::Meant;
