//! What goes wrong with calls: every kind of fault that the sandbox plays.

use std::fmt;

use proptest::prelude::*;
use serde_json::{Value, json};

/// A rule of the sandbox.
#[derive(Debug, Clone)]
pub struct Fault {
    pub function: &'static str,
    pub nth: u32,
    pub times: u32,
    pub what: &'static str,
    /// The name of a refusal.
    pub error: Option<&'static str>,
}

/// Calls to the license server.
const THERE: &[&str] = &[
    "soft",
    "soft.edit",
    "soft.order.param",
    "soft.suspend",
    "soft.resume",
    "soft.checkip",
    "service.prolong",
    "subaccount",
    "expense",
    "s*",
];
/// Calls to VMmanager.
const MACHINES: &[&str] = &[
    "POST /vm/v3/host",
    "DELETE /vm/v3/host/{id}",
    "POST /vm/v3/host/{id}/runrecipe",
    "GET /vm/v3/host",
    "GET /vm/v3/host/{id}/ipv4",
    "GET /vm/v3/task",
    "POST /vm/v3/account",
    "GET *",
    "POST *",
];
/// What may happen to any call.
const ANYWHERE: &[&str] = &[
    "timeout_before",
    "timeout_after",
    "close_unread",
    "close_before",
    "close_after",
    "cut_reply",
    "http_500",
    "http_503",
    "http_500_after",
    "html_page",
    "captcha",
    "redirect",
    "rate_limit",
    "expire_sessions",
    "delay_ms",
    "late_reply",
    "unknown_words",
];
/// What leaves open whether an order was taken.
const LOST: &[&str] =
    &["timeout_before", "timeout_after", "close_before", "close_after", "cut_reply", "no_id"];
/// What only a license server does.
const ONLY_THERE: &[&str] =
    &["no_money", "long_reply", "no_id", "slow_key", "payment_required", "hide_remoteid", "hide_remoteid"];
/// What only VMmanager does.
const ONLY_MACHINES: &[&str] = &["task_fail", "recipe_fail", "slow_task", "hide_task", "vm_exists"];
/// Refusals of a license server.
const REFUSALS: &[&str] = &[
    "authorization_required",
    "badpassword",
    "blocked_ip",
    "access",
    "missed",
    "no_function",
    "exists",
    "value",
    "runningoperation",
    "in_process",
    "no_money_ru",
    "ip_taken",
    "ip_taken_in_words",
    "ip_too_recent",
    "key_too_recent",
    "remoteid_taken",
    "untyped",
];
/// Refusals of VMmanager.
const NO_MACHINE: &[&str] = &[
    "unauthorized",
    "token_in_200",
    "closed_function",
    "not_found",
    "exists",
    "busy",
    "no_resources",
    "internal",
];

/// Any of them.
pub fn strategy() -> impl Strategy<Value = Fault> {
    prop_oneof![
        5 => rule(THERE, ANYWHERE, &[]),
        2 => rule(THERE, ONLY_THERE, &[]),
        3 => rule(THERE, &["refuse"], REFUSALS),
        3 => rule(MACHINES, ANYWHERE, &[]),
        2 => rule(MACHINES, ONLY_MACHINES, &[]),
        1 => rule(MACHINES, &["refuse"], NO_MACHINE),
    ]
}

/// An order that gets no clear answer, with and without effect.
pub fn lost_order() -> impl Strategy<Value = Fault> {
    rule(&["soft.order.param"], LOST, &[])
}

fn rule(
    functions: &'static [&'static str],
    kinds: &'static [&'static str],
    errors: &'static [&'static str],
) -> impl Strategy<Value = Fault> {
    let error = if errors.is_empty() {
        Just(None).boxed()
    } else {
        prop::sample::select(errors).prop_map(Some).boxed()
    };
    let nth = prop_oneof![4 => Just(1_u32), 1 => Just(2), 1 => Just(3)];
    (prop::sample::select(functions), nth, 1..3_u32, prop::sample::select(kinds), error)
        .prop_map(|(function, nth, times, what, error)| Fault { function, nth, times, what, error })
}

impl Fault {
    /// As the sandbox takes it.
    pub fn rule(&self) -> Value {
        let mut rule =
            json!({"function": self.function, "nth": self.nth, "times": self.times, "what": self.what});
        if let Some(error) = self.error {
            rule["error"] = error.into();
        }
        match self.what {
            "slow_key" => rule["reads"] = 3.into(),
            "delay_ms" | "late_reply" | "slow_task" => rule["ms"] = 30.into(),
            "hide_task" => rule["polls"] = 3.into(),
            _ => {}
        }
        rule
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { function, nth, times, what, error } = self;
        let error = error.map(|error| format!(" ({error})")).unwrap_or_default();
        write!(f, "from the {nth}. call of {function} on, {times} end in {what}{error}")
    }
}
