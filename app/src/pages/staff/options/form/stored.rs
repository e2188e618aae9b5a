//! What an option's form begins with.

use domain::option::{BillingType, OptionKind, ValueType};
use engine::reads::{OptionChoice, OptionPage, TariffOption};

/// The list that panels come from, if it is there.
const PANELS: &str = "server_control_panel";

/// What the form begins with: a plan's first option is its panels.
pub(super) fn defaults(page: &OptionPage) -> Vec<(String, String)> {
    let list = page.enumerations.iter().find(|list| list.intname == PANELS).or(page.enumerations.first());
    let none = list.and_then(|list| {
        page.values.iter().find(|value| value.enumeration == list.name && value.code == "nopanel")
    });
    let enumeration = list.map(|list| list.id.to_string()).unwrap_or_default();
    let default = none.map(|value| value.value_id.to_string()).unwrap_or_default();
    let (kind, value_type) = if page.has_panels {
        (OptionKind::Backups, ValueType::Boolean)
    } else {
        (OptionKind::PanelLicense, ValueType::Enumeration)
    };
    [
        ("billing_type", BillingType::PerPeriod.as_str()),
        ("type", kind.as_str()),
        ("value_type", value_type.as_str()),
        ("enumeration", enumeration.as_str()),
        ("default_value", default.as_str()),
        ("maximum", "1"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

/// A stored option as its form would send it.
pub(super) fn values(option: &TariffOption) -> Vec<(String, String)> {
    let details = &option.details;
    let mut values = vec![
        ("billing_type", details.billing.to_string()),
        ("type", details.kind.to_string()),
        ("name", details.name.clone()),
        ("intname", details.intname.clone()),
        ("sort", details.sort.to_string()),
    ];
    match &details.choice {
        OptionChoice::Value { enumeration, default } => {
            values.push(("enumeration", enumeration.to_string()));
            values.push(("default_value", default.map(|id| id.to_string()).unwrap_or_default()));
        }
        OptionChoice::Amount { value_type: ValueType::Boolean, limits, .. } => {
            let on = if limits.default > 0 { "on" } else { "" };
            values.push(("default_on", on.to_owned()));
        }
        OptionChoice::Amount { limits, unit, .. } => {
            values.extend([
                ("included", limits.included.to_string()),
                ("minimum", limits.minimum.to_string()),
                ("maximum", limits.maximum.to_string()),
                ("step", limits.step.to_string()),
                ("default_amount", limits.default.to_string()),
                ("unit", unit.clone()),
            ]);
        }
    }
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
