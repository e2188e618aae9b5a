//! The parameters of a license server.

use domain::period::alignment::RuleEffect;

use super::{catalogue, texts};

catalogue! {
    /// Words of the parameters of a license server.
    Parameters {
        title: "Parameters",
        title_of(name): "Parameters of {name}",
        lead: "Period alignment: which period is ordered from the license server for the period that a client orders.",
        number: "Id",
        parameter: "Parameter",
        value: "Value",
        period_alignment: "Period alignment",
        empty: "No parameters yet",
        empty_text: "Without a rule a license is ordered for the client's own period where the plan is sold for it, else for the shortest that is sold.",
        rule(source, change_into): "{source} → {change_into}",
        all_tariffs: "for every tariff plan",
        one_tariff(name): "for tariff plan {name}",
        add: "Add a parameter",
        edit: "Edit a parameter",
        delete: "Delete the parameter",
        delete_effect: "New licenses are ordered as if this rule had never been.",
        delete_keeps: "Licenses that are bought already stay as they are.",
        param: "Parameter",
        source_period: "Source period",
        source_help: "The period that a client orders.",
        change_into: "Change into",
        change_into_help: "The period to order from the license server instead; the list has what it sells.",
        change_into_unread: "Its price list has not been read yet: check the connection first.",
        as_of(time): "Price list as of {time}.",
        compare_tariff: "Compare with tariff plan",
        compare_help: "The rule is for one tariff plan only, and is asked before those for every tariff plan.",
        product_type: "Product type",
        vps: "VPS",
        tariff: "Tariff plan",
        choose: "Choose…",
        show_effect: "Show the effect",
        effect: "What this rule does",
        effect_first: "Choose both periods and look at the effect before you save.",
        look_first: "This is what the rule does. Save it if that is what you want.",
        longer(source, change_into, left): "A client who orders {source} gets a license for {change_into}; if they leave after the first, {left} go to the pool.",
        renewals_free(n): "The next renewal of the service buys nothing.|The next {n} renewals of the service buy nothing.",
        same(source): "A client who orders {source} gets a license for the same time.",
        shorter(source, change_into): "A client who orders {source} gets a license for {change_into}.",
        renewed(n): "It is renewed once before the service is over; needs balance at the license server.|It is renewed {n} times; needs balance at the license server each time.",
        not_applied(n): "The rule does not apply to one plan, which is not sold for that period:|The rule does not apply to {n} plans, which are not sold for that period:",
        plan(code, name): "{name} ({code})",
        chart: "One license over the terms of the service",
        service_bar: "Server, paid by the client",
        license_bar: "License, bought",
        pool_bar: "Left to the pool after the first term",
        months(n): "month {n}",
        saved: "The parameter is saved. The next order follows it.",
        deleted: "The parameter is deleted.",
    }
}

/// What a rule does, in sentences.
pub(crate) fn sentences(effect: RuleEffect) -> Vec<String> {
    let words = &texts().parameters;
    let months = |n: u16| super::period_name(domain::Period::months(n));
    let (source, change_into) = (months(effect.service_months), months(effect.license_months));
    match effect.left_over() {
        0 if effect.license_renewals() > 0 => {
            vec![words.shorter(source, change_into), words.renewed(effect.license_renewals())]
        }
        0 => vec![words.same(source)],
        left => {
            let mut said = vec![words.longer(source, change_into, months(left))];
            if effect.renewals_for_nothing() > 0 {
                said.push(words.renewals_free(effect.renewals_for_nothing()));
            }
            said
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::Period;

    use super::*;

    fn said(source: u16, change_into: u16) -> String {
        let effect = RuleEffect::of(Period::months(source), Period::months(change_into));
        sentences(effect.unwrap()).join(" ")
    }

    #[test]
    fn the_vendors_example_is_said_in_a_sentence() {
        assert_eq!(
            said(1, 12),
            "A client who orders 1 month gets a license for 12 months; if they leave after the first, 11 months go \
             to the pool. The next 11 renewals of the service buy nothing."
        );
    }

    #[test]
    fn a_shorter_license_is_said_to_need_balance() {
        assert_eq!(
            said(12, 1),
            "A client who orders 12 months gets a license for 1 month. It is renewed 11 times; needs balance at the \
             license server each time."
        );
        assert_eq!(said(3, 3), "A client who orders 3 months gets a license for the same time.");
    }
}
