//! Rules: which calls something goes wrong with.

use std::collections::BTreeMap;

use rand::{Rng, SeedableRng, rngs::StdRng};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{named, what::What};

/// Every key of a rule: a misspelled one would make another rule than was meant.
const KEYS: &[&str] = &[
    // which calls
    "function",
    "nth",
    "times",
    "every",
    "probability",
    "account",
    "with",
    "seen",
    "hits",
    "seed",
    "comment",
    // what goes wrong
    "what",
    "error",
    "type",
    "object",
    "msg",
    "code",
    "status",
    "reads",
    "ms",
    "pages",
    "polls",
    "retry_after",
    // what a person does
    "do",
    "when",
    "license",
    "vm",
    "ip",
    "name",
    "period",
    "pricelist",
    "user",
    "list",
    "fields",
];

/// One rule; counting starts when it is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Rule {
    /// `soft.order.param` or `POST /vm/v3/host/{id}/start`; a star at its end stands for anything.
    pub function: String,
    /// The first matching call it hits, from 1.
    #[serde(default = "one")]
    pub nth: u64,
    /// How many matching calls it hits from there on: one, or with a probability as many as chance will have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// Whether it hits every matching call from the n-th on.
    #[serde(default)]
    pub every: bool,
    /// How probable it is that a call in reach is hit; decided by the seed and the number of the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// Only calls of this account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Only calls with these parameters; `*` is any value, an empty text is an absent parameter.
    #[serde(default)]
    pub with: BTreeMap<String, String>,
    #[serde(flatten)]
    pub what: What,
    /// Matching calls so far.
    #[serde(default)]
    pub seen: u64,
    /// Calls that it hit.
    #[serde(default)]
    pub hits: u64,
    /// What chance begins with.
    #[serde(default)]
    pub seed: u64,
}

fn one() -> u64 {
    1
}

impl Rule {
    /// Reads a list of rules; says what is wrong with it.
    pub(crate) fn read_list(values: Vec<Value>, seed: u64) -> Result<Vec<Self>, String> {
        let read = |(place, value): (usize, Value)| {
            Self::read(value, seed.wrapping_add(place as u64))
                .map_err(|error| format!("rule {}: {error}", place + 1))
        };
        values.into_iter().enumerate().map(read).collect()
    }

    fn read(value: Value, seed: u64) -> Result<Self, String> {
        let keys = value.as_object().into_iter().flat_map(|rule| rule.keys());
        if let Some(unknown) = keys.into_iter().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(format!("unknown key {unknown}"));
        }
        let mut rule: Self = serde_json::from_value(value).map_err(|error| error.to_string())?;
        if rule.nth == 0 {
            return Err("nth counts from 1".to_owned());
        }
        if rule.probability.is_some_and(|chance| !(0.0..=1.0).contains(&chance)) {
            return Err("a probability is a number from 0 to 1".to_owned());
        }
        named::fill(&rule.function, &mut rule.what)?;
        rule.seed = seed;
        Ok(rule)
    }

    fn matches(&self, function: &str, account: &str, params: &BTreeMap<String, String>) -> bool {
        let fits = |(name, wanted): (&String, &String)| match params.get(name) {
            Some(value) => wanted == "*" || wanted == value,
            None => wanted.is_empty(),
        };
        let is_function = match self.function.strip_suffix('*') {
            Some(start) => function.starts_with(start),
            None => self.function == function,
        };
        is_function
            && self.account.as_deref().is_none_or(|wanted| wanted == account)
            && self.with.iter().all(fits)
    }

    /// Counts the call if it matches; whether the rule would hit it.
    pub(super) fn counts(
        &mut self,
        function: &str,
        account: &str,
        params: &BTreeMap<String, String>,
    ) -> bool {
        if !self.matches(function, account, params) {
            return false;
        }
        self.seen += 1;
        let Some(chance) = self.probability else {
            let end = self.nth.saturating_add(self.times.unwrap_or(1));
            return self.seen >= self.nth && (self.every || self.seen < end);
        };
        let is_over = self.times.is_some_and(|times| self.hits >= times);
        let origin = self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ self.seen;
        self.seen >= self.nth && !is_over && StdRng::seed_from_u64(origin).random_bool(chance)
    }
}
