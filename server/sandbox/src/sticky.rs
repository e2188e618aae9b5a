//! Filters that stay on a list until somebody clears them (`docs/protocols/billmanager.md` §1.6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{billmgr::list, journal::Record, world::World};

/// The filter of one list for one user, whoever set it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StickyFilter {
    pub account: String,
    /// The list's function: `soft`.
    pub list: String,
    /// Field and value; none is no filter.
    pub fields: BTreeMap<String, String>,
}

impl StickyFilter {
    pub(crate) fn none(account: &str, list: &str) -> Self {
        Self { account: account.to_owned(), list: list.to_owned(), fields: BTreeMap::new() }
    }

    /// Refuses fields that lists are not filtered by.
    pub(crate) fn check(&self) -> Result<(), String> {
        match self.fields.keys().find(|name| !list::FILTERS.contains(&name.as_str())) {
            Some(name) => Err(format!("a list cannot be filtered by {name}")),
            None => Ok(()),
        }
    }
}

impl World {
    pub(crate) fn sticky_filter(&self, account: &str, list: &str) -> Option<&BTreeMap<String, String>> {
        self.filters.get(&(account.to_owned(), list.to_owned()))
    }

    pub(crate) fn save_filter(&mut self, filter: StickyFilter) {
        self.record(Record::Filter(filter.clone()));
        self.keep_filter(filter);
    }

    pub(crate) fn keep_filter(&mut self, filter: StickyFilter) {
        let key = (filter.account, filter.list);
        if filter.fields.is_empty() {
            self.filters.remove(&key);
        } else {
            self.filters.insert(key, filter.fields);
        }
    }
}
