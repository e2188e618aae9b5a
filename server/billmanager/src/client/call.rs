use std::{borrow::Cow, time::Duration};

use sendonce::{CallRecord, Manner, Outcome};

use crate::error::Subject;

/// One function with its fields, before the account's key is added.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) function: String,
    pub(crate) manner: Manner,
    pub(crate) subject: Subject,
    fields: Vec<(Cow<'static, str>, String)>,
}

/// The fields that a call log may keep; `addon_…` too. Anything else is left out (`authinfo` is the password).
const LOGGED: [&str; 15] = [
    "autoprolong",
    "clicked_button",
    "elid",
    "ip",
    "itemtype",
    "licname",
    "onlyavailable",
    "p_cnt",
    "p_num",
    "period",
    "pricelist",
    "remoteid",
    "skipbasket",
    "snext",
    "sok",
];

impl Call {
    /// A question.
    pub(crate) fn read(function: impl Into<String>) -> Self {
        Self { function: function.into(), manner: Manner::Read, subject: Subject::Any, fields: Vec::new() }
    }

    /// A request that changes or spends: sent at most once.
    pub(crate) fn change(function: impl Into<String>) -> Self {
        Self { manner: Manner::Change, ..Self::read(function) }
    }

    pub(crate) fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl ToString) -> Self {
        self.fields.push((name.into(), value.to_string()));
        self
    }

    pub(crate) fn about(self, subject: Subject) -> Self {
        Self { subject, ..self }
    }

    /// The whole form: the function, how to answer, the key (`docs/protocols/billmanager.md` §7), the fields.
    pub(crate) fn form<'a>(&'a self, key: (&'a str, &'a str)) -> Vec<(&'a str, &'a str)> {
        let mut form = vec![("func", self.function.as_str()), ("out", "json"), ("lang", "en"), key];
        form.extend(self.fields.iter().map(|(name, value)| (name.as_ref(), value.as_str())));
        form
    }

    pub(crate) fn record(&self) -> CallRecord {
        let is_logged = |name: &str| LOGGED.contains(&name) || name.starts_with("addon_");
        let fields = self.fields.iter().filter(|(name, _)| is_logged(name));
        CallRecord {
            function: self.function.clone(),
            fields: fields.map(|(name, value)| (name.to_string(), value.clone())).collect(),
            is_change: self.manner == Manner::Change,
            duration: Duration::ZERO,
            status: None,
            reply_bytes: 0,
            exchanges: 0,
            outcome: Outcome::Done,
        }
    }
}
