//! What an installation may tune about the engine; the configuration file documents each.

use std::time::Duration;

/// Timings of workers and remote calls.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long a worker owns an operation without renewing; must outlive `remote_timeout`.
    pub lease: Duration,
    /// The deadline of one remote call made by an operation.
    pub remote_timeout: Duration,
    /// The deadline of a live read made for a page.
    pub read_timeout: Duration,
    /// How long one second of the retry schedules lasts; a test makes it shorter.
    pub schedule_second: Duration,
    /// How long a worker waits for its turn at a license server before it comes back later.
    pub slot_wait: Duration,
    /// How many operations one process runs at once.
    pub workers: usize,
    /// Purchases per client and plan in 30 days before a person is asked.
    pub purchases_per_client: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(120),
            remote_timeout: Duration::from_secs(60),
            read_timeout: Duration::from_secs(5),
            schedule_second: Duration::from_secs(1),
            slot_wait: Duration::from_secs(10),
            workers: 4,
            purchases_per_client: 2,
        }
    }
}
