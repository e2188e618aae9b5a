//! The last requests, without their secrets.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

/// How many requests are remembered.
const KEPT: usize = 4000;

/// Parameters whose values are never remembered.
const SECRET: &[&str] = &["authinfo", "auth", "password", "passwd", "key", "lickey", "confirm"];

/// One request and how it ended.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    pub seq: u64,
    pub service: &'static str,
    /// The function, or the method and path with ids as `{id}`.
    pub function: String,
    pub path: String,
    pub account: String,
    pub params: BTreeMap<String, String>,
    pub outcome: String,
}

/// Newest last, bounded.
#[derive(Debug, Default)]
pub(crate) struct RequestLog {
    entries: VecDeque<Entry>,
    count: u64,
}

impl RequestLog {
    pub(crate) fn add(&mut self, mut entry: Entry) {
        self.count += 1;
        entry.seq = self.count;
        for (name, value) in &mut entry.params {
            if SECRET.contains(&name.as_str()) {
                "***".clone_into(value);
            }
        }
        if self.entries.len() == KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }

    pub(crate) fn entries(&self) -> &VecDeque<Entry> {
        &self.entries
    }
}
