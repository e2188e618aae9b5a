//! What an installation may tune about the engine; the configuration file documents each.

use std::time::Duration;

use domain::Currency;

/// How strangers become clients.
#[derive(Debug, Clone)]
pub struct Shop {
    /// The currency of a new client's balance.
    pub currency: Currency,
    /// Whether strangers may register.
    pub registration: bool,
    /// How often somebody may try to register from one address within an hour.
    pub registrations_per_hour: u32,
}

impl Default for Shop {
    fn default() -> Self {
        Self { currency: Currency::EUR, registration: true, registrations_per_hour: 10 }
    }
}

/// Timings of workers and remote calls, and what clients find.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long a worker owns an operation without renewing; must outlive `remote_timeout`.
    pub lease: Duration,
    /// The deadline of one remote call made by an operation.
    pub remote_timeout: Duration,
    /// The deadline of a live read made for a page.
    pub read_timeout: Duration,
    /// How long one second of the retry schedules and settle times lasts; a test makes it shorter.
    pub schedule_second: Duration,
    /// How long a worker waits for its turn at a license server before it comes back later.
    pub slot_wait: Duration,
    /// How many operations one process runs at once.
    pub workers: usize,
    /// Purchases per client and plan in 30 days before a person is asked.
    pub purchases_per_client: u32,
    /// How strangers become clients.
    pub shop: Shop,
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
            shop: Shop::default(),
        }
    }
}
