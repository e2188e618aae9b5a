use serde::{Deserialize, Serialize};

use crate::{
    host_name::HostNameError, ids::OptionId, option::AmountProblem, period::Period, price::WhyUnavailable,
};

/// What is wrong with one field of the order form. It carries nothing that was typed freely.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldError {
    /// `period`.
    Period(PeriodProblem),
    /// `panel`.
    Panel(PanelProblem),
    /// `os`.
    Os(OsProblem),
    /// `hostname`.
    Hostname(HostNameError),
    /// `autoprolong`.
    Autoprolong(AutoprolongProblem),
    /// The field of an option without values.
    Extra {
        /// Its name in the form.
        field: String,
        /// What is wrong with it.
        problem: ExtraProblem,
    },
}

impl FieldError {
    /// The field's name in the form.
    pub fn field(&self) -> &str {
        match self {
            Self::Period(_) => "period",
            Self::Panel(_) => "panel",
            Self::Os(_) => "os",
            Self::Hostname(_) => "hostname",
            Self::Autoprolong(_) => "autoprolong",
            Self::Extra { field, .. } => field,
        }
    }
}

/// What is wrong with the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodProblem {
    /// None was chosen.
    Missing,
    /// It is no period at all.
    NotAPeriod,
    /// The tariff is not sold for it.
    NotSold {
        /// The period.
        period: Period,
    },
}

/// What is wrong with the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PanelProblem {
    /// None was chosen, not even *No control panel*.
    Missing,
    /// The tariff has no such panel.
    NotOffered,
    /// It cannot be had for the chosen period.
    Unavailable {
        /// The chosen period.
        period: Period,
        /// Why.
        why: WhyUnavailable,
    },
}

/// What is wrong with the operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OsProblem {
    /// None was chosen.
    Missing,
    /// The tariff has no such system.
    NotOffered,
}

/// What is wrong with an option without values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtraProblem {
    /// No number was typed.
    Missing,
    /// It is no whole number.
    NotANumber,
    /// So many cannot be had.
    Amount(AmountProblem),
    /// It cannot be had for the chosen period.
    Unavailable {
        /// The chosen period.
        period: Period,
        /// Why.
        why: WhyUnavailable,
    },
}

/// What is wrong with the auto-renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AutoprolongProblem {
    /// It is neither `off` nor a period.
    NotAPeriod,
    /// The tariff is not sold for it, or it is no number of months.
    NotSold {
        /// The period.
        period: Period,
    },
    /// The chosen panel cannot be had for it.
    PanelUnavailable {
        /// The period of the renewals.
        period: Period,
        /// Why.
        why: WhyUnavailable,
    },
    /// So many of an option cannot be had for it.
    ExtraUnavailable {
        /// The period of the renewals.
        period: Period,
        /// The option.
        option: OptionId,
    },
}
