use proptest::prelude::*;

use super::*;
use crate::{
    host_name::HostNameError,
    price::{
        WhyUnavailable, quote,
        sample::{LITE, NO_PANEL, OFF, PANEL, eur, price_list},
    },
};

fn offer() -> Offer {
    let system = OperatingSystem { id: RemoteId::new("12"), name: "Debian 12".into() };
    Offer { prices: price_list(), panel: PANEL, systems: vec![system] }
}

fn form(period: &str, panel: ValueId) -> OrderForm {
    OrderForm {
        period: period.into(),
        panel: panel.to_string(),
        os: "12".into(),
        hostname: "Web.Example.com".into(),
        autoprolong: "off".into(),
    }
}

#[test]
fn a_right_form_becomes_a_choice_that_can_be_priced() {
    let choice = form("1", LITE).parse(&offer()).unwrap();
    assert_eq!(choice.period, Period::months(1));
    assert_eq!((choice.panel, choice.plan.as_str()), (LITE, "55227"));
    assert_eq!(choice.os, RemoteId::new("12"));
    assert_eq!(choice.hostname.as_str(), "web.example.com");
    assert_eq!(choice.autoprolong, None);
    assert_eq!(quote(&offer().prices, &choice.choice()).unwrap().total(), eur(1300));
}

#[test]
fn all_errors_are_told_at_once_in_the_order_of_the_fields() {
    let errors = OrderForm { autoprolong: "weekly".into(), ..OrderForm::default() }.parse(&offer());
    let errors = errors.unwrap_err();
    assert_eq!(
        errors,
        [
            FieldError::Period(PeriodProblem::Missing),
            FieldError::Panel(PanelProblem::Missing),
            FieldError::Os(OsProblem::Missing),
            FieldError::Hostname(HostNameError::Empty),
            FieldError::Autoprolong(AutoprolongProblem::NotAPeriod),
        ]
    );
    let fields: Vec<_> = errors.iter().map(FieldError::field).collect();
    assert_eq!(fields, ["period", "panel", "os", "hostname", "autoprolong"]);
}

#[test]
fn a_panel_without_a_price_for_the_period_is_refused_at_the_panel_and_says_why() {
    let period = Period::months(3);
    let problem = PanelProblem::Unavailable { period, why: WhyUnavailable::NoPrice };
    assert_eq!(form("3", LITE).parse(&offer()), Err(vec![FieldError::Panel(problem)]));
    assert!(form("3", NO_PANEL).parse(&offer()).is_ok());
}

#[test]
fn what_was_not_offered_is_refused_even_if_it_exists() {
    let errors = |form: OrderForm| form.parse(&offer()).unwrap_err();
    let off = PanelProblem::Unavailable { period: Period::months(1), why: WhyUnavailable::TurnedOff };
    assert_eq!(errors(form("1", OFF)), [FieldError::Panel(off)]);
    assert_eq!(errors(form("1", ValueId::new(99))), [FieldError::Panel(PanelProblem::NotOffered)]);
    let os = OrderForm { os: "13".into(), ..form("1", LITE) };
    assert_eq!(errors(os), [FieldError::Os(OsProblem::NotOffered)]);
    let period = Period::months(6);
    assert_eq!(errors(form("6", LITE)), [FieldError::Period(PeriodProblem::NotSold { period })]);
}

#[test]
fn a_wrong_period_does_not_blame_the_panel() {
    assert_eq!(form("soon", LITE).parse(&offer()), Err(vec![FieldError::Period(PeriodProblem::NotAPeriod)]));
}

#[test]
fn a_service_renews_itself_only_for_months_that_can_be_charged() {
    let parse =
        |autoprolong: &str| OrderForm { autoprolong: autoprolong.into(), ..form("1", LITE) }.parse(&offer());
    assert_eq!(parse("12").unwrap().autoprolong, Some(Period::months(12)));
    assert_eq!(parse("").unwrap().autoprolong, None);
    let refused = |problem| Err(vec![FieldError::Autoprolong(problem)]);
    assert_eq!(parse("-100"), refused(AutoprolongProblem::NotSold { period: Period::TRIAL }));
    assert_eq!(parse("6"), refused(AutoprolongProblem::NotSold { period: Period::months(6) }));
    let (period, why) = (Period::months(3), WhyUnavailable::NoPrice);
    assert_eq!(parse("3"), refused(AutoprolongProblem::PanelUnavailable { period, why }));
}

proptest! {
    #[test]
    fn whatever_is_typed_a_form_that_is_accepted_has_a_price(
        period in "-?[0-9]{1,3}|[a-z]{0,4}", panel in "[0-9]{0,2}", os in "1[0-9]|", hostname in ".{0,20}",
        autoprolong in "off|[0-9]{0,2}",
    ) {
        let form = OrderForm { period, panel, os, hostname, autoprolong };
        match form.parse(&offer()) {
            Ok(choice) => prop_assert!(quote(&offer().prices, &choice.choice()).is_ok()),
            Err(errors) => prop_assert!(!errors.is_empty()),
        }
    }
}
