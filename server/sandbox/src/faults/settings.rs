//! Ways of the servers that a plan sets for as long as it is played.

use std::time::Duration;

use serde::Deserialize;

use crate::{calendar::ChangeRule, config::Config};

/// Every field that is there replaces that of the configuration.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    address_change: Option<ChangeRule>,
    key_change: Option<ChangeRule>,
    release_counts: Option<bool>,
    new_address_new_key: Option<bool>,
    unique_remoteid: Option<bool>,
    shows_remoteid: Option<bool>,
    card_shows_changes: Option<bool>,
    key_after_reads: Option<u32>,
    key_after_ms: Option<u64>,
    old_key_until_ready: Option<bool>,
    ends_on_first: Option<Vec<u32>>,
    stopped_renews_from_today: Option<bool>,
    prolong_needs_skipbasket: Option<bool>,
    session_life_ms: Option<u64>,
    token_life_ms: Option<u64>,
    vm_create_ms: Option<u64>,
    vm_hidden_polls: Option<u32>,
    clock_skew_days: Option<i8>,
    tells_filters: Option<bool>,
    plan_wizard: Option<bool>,
    price_percent: Option<i64>,
}

fn set<T: Clone>(field: &mut T, wanted: &Option<T>) {
    if let Some(wanted) = wanted {
        field.clone_from(wanted);
    }
}

impl Settings {
    /// The configuration with what these settings change.
    pub(crate) fn over(&self, config: &Config) -> Config {
        let mut config = config.clone();
        let ms = |wanted: Option<u64>| wanted.map(Duration::from_millis);
        set(&mut config.address_change, &self.address_change);
        set(&mut config.key_change, &self.key_change);
        set(&mut config.release_counts, &self.release_counts);
        set(&mut config.new_address_new_key, &self.new_address_new_key);
        set(&mut config.unique_remoteid, &self.unique_remoteid);
        set(&mut config.shows_remoteid, &self.shows_remoteid);
        set(&mut config.card_shows_changes, &self.card_shows_changes);
        set(&mut config.key_after_reads, &self.key_after_reads);
        set(&mut config.key_after, &ms(self.key_after_ms));
        set(&mut config.old_key_until_ready, &self.old_key_until_ready);
        set(&mut config.ends_on_first, &self.ends_on_first);
        set(&mut config.stopped_renews_from_today, &self.stopped_renews_from_today);
        set(&mut config.prolong_needs_skipbasket, &self.prolong_needs_skipbasket);
        set(&mut config.session_life, &ms(self.session_life_ms));
        set(&mut config.token_life, &ms(self.token_life_ms));
        set(&mut config.vm_create, &ms(self.vm_create_ms));
        set(&mut config.vm_hidden_polls, &self.vm_hidden_polls);
        set(&mut config.clock_skew_days, &self.clock_skew_days);
        set(&mut config.tells_filters, &self.tells_filters.map(Some));
        set(&mut config.plan_wizard, &self.plan_wizard);
        set(&mut config.price_percent, &self.price_percent);
        config
    }
}
