//! Workers: claim what is due, run one step, commit how it ended; again.

mod run;
mod schedule;
mod step;

pub use run::{drain, run};
pub use schedule::{housekeeping, refresh_saved_reads};
pub(crate) use step::PATIENCE;
pub use step::{Ran, Rehearsal, work_once};
