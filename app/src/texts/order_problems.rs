//! What is wrong with the fields of the order form, in words.

use domain::Period;
use domain::host_name::HostNameError;
use domain::order::{AutoprolongProblem, ExtraProblem, FieldError, OsProblem, PanelProblem, PeriodProblem};
use domain::price::WhyUnavailable;

use super::{catalogue, order, period_name, texts};

catalogue! {
    /// What can be wrong with an order.
    OrderProblems {
        period_missing: "Choose a period.",
        period_unknown: "This is not a period; choose one of these.",
        period_not_sold(period): "This plan is not sold for {period}.",
        panel_missing: "Choose a control panel, or No control panel.",
        panel_not_offered: "This plan has no such control panel.",
        panel_turned_off: "This plan no longer offers this control panel.",
        panel_no_trial: "There is no trial of this control panel.",
        panel_no_price(period): "This control panel is not sold for {period}; choose another period or another panel.",
        os_missing: "Choose an operating system.",
        os_not_offered: "This plan does not install that operating system.",
        host_empty: "Enter a host name.",
        host_too_long: "A host name has at most 253 characters.",
        host_one_label: "Enter the full host name, for example server.example.com.",
        host_empty_label: "There is nothing between two dots, or a dot at an end.",
        host_label_too_long: "A part between two dots has at most 63 characters.",
        host_hyphen: "A part of a host name cannot begin or end with a hyphen.",
        host_character(character): "A host name cannot contain “{character}”. Use letters, digits and hyphens, for example web-1.example.com.",
        host_numeric: "The last part of a host name cannot be a number.",
        renewal_unknown: "Choose Off or one of these periods.",
        renewal_not_sold(period): "This plan does not renew itself for {period}.",
        extra_missing: "Enter a number, 0 for none.",
        extra_not_a_number: "A whole number is needed.",
        extra_turned_off: "This plan no longer offers it.",
        extra_no_price(period): "It is not sold for {period}; choose another period, or none of it.",
        renewal_extra(period): "One of the chosen options cannot be renewed for {period}.",
        renewal_panel(period): "The chosen control panel cannot be renewed for {period}.",
    }
}

/// What is wrong with a field.
pub(crate) fn problem(error: &FieldError) -> String {
    let words = &texts().order_problems;
    match error {
        FieldError::Period(PeriodProblem::Missing) => words.period_missing.to_owned(),
        FieldError::Period(PeriodProblem::NotAPeriod) => words.period_unknown.to_owned(),
        FieldError::Period(PeriodProblem::NotSold { period }) => words.period_not_sold(period_name(*period)),
        FieldError::Panel(PanelProblem::Missing) => words.panel_missing.to_owned(),
        FieldError::Panel(PanelProblem::NotOffered) => words.panel_not_offered.to_owned(),
        FieldError::Panel(PanelProblem::Unavailable { period, why }) => panel(*why, *period),
        FieldError::Os(OsProblem::Missing) => words.os_missing.to_owned(),
        FieldError::Os(OsProblem::NotOffered) => words.os_not_offered.to_owned(),
        FieldError::Hostname(error) => host_name(error),
        FieldError::Autoprolong(AutoprolongProblem::NotAPeriod) => words.renewal_unknown.to_owned(),
        FieldError::Autoprolong(AutoprolongProblem::NotSold { period }) => {
            words.renewal_not_sold(period_name(*period))
        }
        FieldError::Autoprolong(AutoprolongProblem::PanelUnavailable { period, .. }) => {
            words.renewal_panel(period_name(*period))
        }
        FieldError::Autoprolong(AutoprolongProblem::ExtraUnavailable { period, .. }) => {
            words.renewal_extra(period_name(*period))
        }
        FieldError::Extra { problem, .. } => extra(problem),
    }
}

fn extra(problem: &ExtraProblem) -> String {
    let words = &texts().order_problems;
    match problem {
        ExtraProblem::Missing => words.extra_missing.to_owned(),
        ExtraProblem::NotANumber => words.extra_not_a_number.to_owned(),
        ExtraProblem::Amount(problem) => order::amount(problem),
        ExtraProblem::Unavailable { period, why: WhyUnavailable::NoPrice } => {
            words.extra_no_price(period_name(*period))
        }
        ExtraProblem::Unavailable { .. } => words.extra_turned_off.to_owned(),
    }
}

fn panel(why: WhyUnavailable, period: Period) -> String {
    let words = &texts().order_problems;
    match why {
        WhyUnavailable::TurnedOff => words.panel_turned_off.to_owned(),
        WhyUnavailable::NoTrial => words.panel_no_trial.to_owned(),
        WhyUnavailable::NoPrice => words.panel_no_price(period_name(period)),
    }
}

fn host_name(error: &HostNameError) -> String {
    let words = &texts().order_problems;
    match error {
        HostNameError::Empty => words.host_empty.to_owned(),
        HostNameError::TooLong => words.host_too_long.to_owned(),
        HostNameError::OneLabel => words.host_one_label.to_owned(),
        HostNameError::EmptyLabel => words.host_empty_label.to_owned(),
        HostNameError::LabelTooLong { .. } => words.host_label_too_long.to_owned(),
        HostNameError::HyphenAtEdge { .. } => words.host_hyphen.to_owned(),
        HostNameError::BadCharacter { character } => words.host_character(character),
        HostNameError::NumericDomain => words.host_numeric.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_host_name_is_explained_by_its_first_bad_character() {
        let error = FieldError::Hostname(HostNameError::BadCharacter { character: '_' });
        assert!(problem(&error).starts_with("A host name cannot contain “_”."));
    }
}
