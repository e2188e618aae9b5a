//! Parameters of a license server.

pub(in crate::pages) mod delete;
mod effect;
pub(in crate::pages) mod form;
pub(in crate::pages) mod list;

use domain::{ModuleId, RuleId};

/// Where the parameters of a license server stand.
pub(crate) fn address(module: ModuleId) -> String {
    format!("/staff/integration/processing-modules/{module}/parameters")
}

/// The name under which a refused form of a rule is left.
pub(crate) fn form_name(rule: Option<RuleId>) -> String {
    rule.map_or_else(|| "rule".to_owned(), |id| format!("rule.{id}"))
}
