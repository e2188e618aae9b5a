//! Faults on order: what goes wrong, for which call, and for how many calls.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Every key of a rule: a misspelled one would make another rule than was meant.
const KEYS: &[&str] = &[
    "function", "nth", "times", "every", "account", "with", "what", "seen", "hits", "type", "object", "msg",
    "code", "status", "reads", "ms",
];

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(crate) enum What {
    /// An error of the protocol, without effect.
    Refuse {
        #[serde(rename = "type", default)]
        kind: Option<String>,
        #[serde(default)]
        object: Option<String>,
        #[serde(default)]
        msg: Option<String>,
        /// VMmanager: the error code.
        #[serde(default)]
        code: Option<i64>,
        /// VMmanager: the HTTP status.
        #[serde(default)]
        status: Option<u16>,
    },
    /// The error of an empty balance, without effect.
    NoMoney,
    /// No effect, and no reply until the client gives up.
    TimeoutBefore,
    /// Takes effect, and no reply until the client gives up.
    TimeoutAfter,
    /// No effect, and the connection is closed.
    CloseBefore,
    /// Takes effect, and the connection is closed.
    CloseAfter,
    /// Takes effect, and half of the reply arrives.
    CutReply,
    /// Status 500 without effect.
    #[serde(rename = "http_500")]
    Http500,
    /// Status 503 without effect.
    #[serde(rename = "http_503")]
    Http503,
    /// Takes effect, and the reply is a status 500.
    #[serde(rename = "http_500_after")]
    Http500After,
    /// A page of a proxy instead of a reply, without effect.
    HtmlPage,
    /// A page with a captcha instead of a reply, without effect.
    Captcha,
    /// A redirect to the same address (307), without effect.
    Redirect,
    /// Takes effect, and the reply is a page with a link to the real one.
    LongReply,
    /// Takes effect, and the reply carries no id.
    NoId,
    /// The key of the license takes this many more reads to appear.
    SlowKey { reads: u32 },
    /// Every session and token is forgotten first.
    ExpireSessions,
    /// VMmanager: the task that the call starts fails.
    TaskFail,
    /// VMmanager: the task that the call starts takes this long.
    SlowTask { ms: i64 },
    /// Is worked on after this time only.
    DelayMs { ms: u64 },
}

/// One rule; counting starts when it is given.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Rule {
    /// `soft.order.param` or `POST /vm/v3/host/{id}/start`.
    pub function: String,
    /// The first matching call it hits, from 1.
    #[serde(default = "one")]
    pub nth: u64,
    /// How many matching calls it hits from there on.
    #[serde(default = "one")]
    pub times: u64,
    /// Whether it hits every matching call from the n-th on.
    #[serde(default)]
    pub every: bool,
    /// Only calls of this account.
    #[serde(default)]
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
}

fn one() -> u64 {
    1
}

impl Rule {
    /// Reads a list of rules; says what is wrong with it.
    pub(crate) fn parse_list(text: &str) -> Result<Vec<Self>, String> {
        let values: Vec<Value> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        for key in values.iter().filter_map(Value::as_object).flat_map(|rule| rule.keys()) {
            if !KEYS.contains(&key.as_str()) {
                return Err(format!("unknown key {key}"));
            }
        }
        serde_json::from_value(Value::Array(values)).map_err(|error| error.to_string())
    }

    fn matches(&self, function: &str, account: &str, params: &BTreeMap<String, String>) -> bool {
        let fits = |(name, wanted): (&String, &String)| match params.get(name) {
            Some(value) => wanted == "*" || wanted == value,
            None => wanted.is_empty(),
        };
        self.function == function
            && self.account.as_deref().is_none_or(|wanted| wanted == account)
            && self.with.iter().all(fits)
    }
}

/// The rules in force.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: Vec<Rule>,
}

impl Faults {
    pub(crate) fn add(&mut self, rules: Vec<Rule>) {
        self.rules.extend(rules);
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Counts the call in every rule and returns what the first rule that hits it does.
    pub(crate) fn hit(
        &mut self,
        function: &str,
        account: &str,
        params: &BTreeMap<String, String>,
    ) -> Option<What> {
        let mut what = None;
        for rule in &mut self.rules {
            if !rule.matches(function, account, params) {
                continue;
            }
            rule.seen += 1;
            let in_reach = rule.every || rule.seen < rule.nth.saturating_add(rule.times);
            if what.is_none() && rule.seen >= rule.nth && in_reach {
                rule.hits += 1;
                what = Some(rule.what.clone());
            }
        }
        what
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(json: &str) -> Rule {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_second_matching_call_is_hit_and_no_other() {
        let mut faults = Faults::default();
        faults.add(vec![rule(r#"{"function":"soft","nth":2,"what":"http_500"}"#)]);
        let none = BTreeMap::new();
        assert_eq!(faults.hit("soft", "a", &none), None);
        assert_eq!(faults.hit("soft.edit", "a", &none), None);
        assert_eq!(faults.hit("soft", "a", &none), Some(What::Http500));
        assert_eq!(faults.hit("soft", "a", &none), None);
    }

    #[test]
    fn a_rule_may_ask_for_a_parameter_or_its_absence() {
        let mut faults = Faults::default();
        faults.add(vec![rule(
            r#"{"function":"soft.edit","every":true,"with":{"sok":"*","clicked_button":""},"what":"no_money"}"#,
        )]);
        let change = BTreeMap::from([("sok".to_owned(), "ok".to_owned())]);
        let mut key = change.clone();
        key.insert("clicked_button".to_owned(), "newkey".to_owned());
        assert_eq!(faults.hit("soft.edit", "a", &change), Some(What::NoMoney));
        assert_eq!(faults.hit("soft.edit", "a", &key), None);
    }
}
