use proptest::prelude::*;

use super::*;
use crate::{
    host_name::HostNameError,
    option::AmountProblem,
    price::{
        WhyUnavailable, quote,
        sample::{ADDRESSES, BACKUPS, LITE, NO_PANEL, OFF, PANEL, eur, price_list},
    },
};

fn offer() -> Offer {
    let system = OperatingSystem { id: RemoteId::new("12"), name: "Debian 12".into() };
    Offer { prices: price_list(), panel: PANEL, automatic: Vec::new(), systems: vec![system] }
}

fn form(period: &str, panel: ValueId) -> OrderForm {
    OrderForm {
        period: period.into(),
        panel: panel.to_string(),
        os: "12".into(),
        hostname: "Web.Example.com".into(),
        autoprolong: "off".into(),
        extras: BTreeMap::new(),
    }
}

fn with(form: OrderForm, extras: &[(&str, &str)]) -> OrderForm {
    let typed = |&(name, typed): &(&str, &str)| (name.to_owned(), typed.to_owned());
    OrderForm { extras: extras.iter().map(typed).collect(), ..form }
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

#[test]
fn a_box_that_is_not_ticked_is_off_and_a_number_that_was_not_sent_is_the_default() {
    let mut offer = offer();
    offer.prices.extras[0].limits.default = 1;
    offer.prices.extras[1].limits.default = 2;
    let chosen = |form: OrderForm| form.parse(&offer).unwrap().extras;
    let extra = |option, amount| ChosenExtra { option, amount };
    assert_eq!(chosen(form("1", LITE)), [extra(BACKUPS, 0), extra(ADDRESSES, 2)]);
    let typed = with(form("1", LITE), &[("backups", "on"), ("addresses", " 3 ")]);
    assert_eq!(chosen(typed), [extra(BACKUPS, 1), extra(ADDRESSES, 3)]);
}

#[test]
fn what_is_wrong_with_an_extra_stands_at_its_own_field() {
    let problem = |extras: &[(&str, &str)]| {
        let errors = with(form("3", NO_PANEL), extras).parse(&offer()).unwrap_err();
        let [FieldError::Extra { field, problem }] = &errors[..] else { panic!("{errors:?}") };
        assert_eq!(errors[0].field(), field);
        (field.clone(), *problem)
    };
    let addresses = |problem| ("option_addresses".to_owned(), problem);
    assert_eq!(problem(&[("addresses", "")]), addresses(ExtraProblem::Missing));
    assert_eq!(problem(&[("addresses", "two")]), addresses(ExtraProblem::NotANumber));
    let range = AmountProblem::OutOfRange { minimum: 0, maximum: 5 };
    assert_eq!(problem(&[("addresses", "6")]), addresses(ExtraProblem::Amount(range)));
    let unavailable = ExtraProblem::Unavailable { period: Period::months(3), why: WhyUnavailable::NoPrice };
    assert_eq!(problem(&[("backups", "on")]), ("option_backups".to_owned(), unavailable));
}

#[test]
fn an_extra_that_is_turned_off_is_not_part_of_the_form() {
    let mut offer = offer();
    offer.prices.extras[0].is_on = false;
    let chosen = with(form("1", LITE), &[("backups", "on")]).parse(&offer).unwrap();
    assert_eq!(chosen.extras, [ChosenExtra { option: ADDRESSES, amount: 0 }]);
}

#[test]
fn a_service_does_not_renew_itself_for_a_period_in_which_an_extra_has_no_price() {
    let typed = OrderForm { autoprolong: "12".into(), ..with(form("1", LITE), &[("backups", "on")]) };
    let (period, option) = (Period::months(12), BACKUPS);
    let problem = AutoprolongProblem::ExtraUnavailable { period, option };
    assert_eq!(typed.parse(&offer()), Err(vec![FieldError::Autoprolong(problem)]));
    assert!(OrderForm { autoprolong: "1".into(), ..typed }.parse(&offer()).is_ok());
}

proptest! {
    #[test]
    fn whatever_is_typed_a_form_that_is_accepted_has_a_price(
        period in "-?[0-9]{1,3}|[a-z]{0,4}", panel in "[0-9]{0,2}", os in "1[0-9]|", hostname in ".{0,20}",
        autoprolong in "off|[0-9]{0,2}", backups in "on|", addresses in "-?[0-9]{0,2}|many",
    ) {
        let form = OrderForm { period, panel, os, hostname, autoprolong, extras: BTreeMap::new() };
        let form = with(form, &[("backups", &backups), ("addresses", &addresses)]);
        match form.parse(&offer()) {
            Ok(choice) => prop_assert!(quote(&offer().prices, &choice.choice()).is_ok()),
            Err(errors) => prop_assert!(!errors.is_empty()),
        }
    }
}
