use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    ClaimRules, LastChange, LicenseFacts, PoolRequest,
    eligibility::{Eligibility, RefusalReason, eligibility},
};
use crate::address::IpAddress;

/// From which day a license can be taken, if nothing but time passes; none is never.
///
/// Whether setting the free address counts as a change at the license server is not known, so both are told.
/// They differ only for a license that still waits for that address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// If setting the free address does not count as a change.
    pub eligible_on: Option<Date>,
    /// If it does.
    pub if_release_counts: Option<Date>,
}

impl Forecast {
    /// The forecast of a license server of which it is known whether a release counts.
    pub const fn once_known(self, release_counts: Option<bool>) -> Self {
        match release_counts {
            None => self,
            Some(true) => Self { eligible_on: self.if_release_counts, ..self },
            Some(false) => Self { if_release_counts: self.eligible_on, ..self },
        }
    }
}

/// Tells from which day a license can be taken for a request: today, a later day, or never.
pub fn forecast(facts: &LicenseFacts, request: &PoolRequest, rules: &ClaimRules) -> Forecast {
    Forecast {
        eligible_on: first_day(facts.clone(), request.clone(), rules, false),
        if_release_counts: first_day(facts.clone(), request.clone(), rules, true),
    }
}

/// Goes from one day on which something changes to the next; each is later than the one before.
fn first_day(
    mut facts: LicenseFacts,
    mut request: PoolRequest,
    rules: &ClaimRules,
    release_counts: bool,
) -> Option<Date> {
    while let Eligibility::Refused(refusals) = eligibility(&facts, &request, rules) {
        let days: Vec<Date> = refusals.iter().map(|refusal| refusal.until).collect::<Option<_>>()?;
        request.today = days.into_iter().max()?;
        let freed = refusals.iter().find(|refusal| is_about_address(&refusal.reason));
        if let Some(day) = freed.and_then(|refusal| refusal.until) {
            facts.address = IpAddress::FREE;
            if release_counts {
                facts.last_ip_change = LastChange::On(day);
            }
        }
    }
    Some(request.today)
}

fn is_about_address(reason: &RefusalReason) -> bool {
    matches!(reason, RefusalReason::NotFreeAddress { .. })
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    use super::*;
    use crate::pool::{
        ChangeRule,
        sample::{TODAY, license, request},
    };

    fn of(facts: &LicenseFacts) -> Forecast {
        forecast(facts, &request(), &ClaimRules::default())
    }

    fn both(day: Option<Date>) -> Forecast {
        Forecast { eligible_on: day, if_release_counts: day }
    }

    #[test]
    fn the_last_of_all_days_decides() {
        let facts = LicenseFacts {
            last_ip_change: LastChange::On(date(2026, 6, 1)),
            last_key_change: LastChange::On(date(2026, 6, 10)),
            ..license(1)
        };
        assert_eq!(of(&facts), both(Some(date(2026, 7, 11))));
        assert_eq!(of(&license(1)), both(Some(TODAY)));
    }

    #[test]
    fn what_time_does_not_cure_makes_it_never() {
        let facts = LicenseFacts { last_ip_change: LastChange::On(TODAY), held: true, ..license(1) };
        assert_eq!(of(&facts), both(None));
    }

    #[test]
    fn a_license_that_expires_before_it_may_be_changed_is_never_eligible() {
        let facts = LicenseFacts {
            last_ip_change: LastChange::On(date(2026, 6, 1)),
            expires_on: Some(date(2026, 7, 2)),
            ..license(1)
        };
        assert_eq!(of(&facts), both(None));
    }

    #[test]
    fn a_license_that_waits_for_its_free_address_is_forecast_both_ways() {
        let address = IpAddress::parse("192.0.2.99").unwrap();
        let facts = LicenseFacts { address, last_ip_change: LastChange::On(date(2026, 6, 1)), ..license(1) };
        let forecast = of(&facts);
        assert_eq!(forecast.eligible_on, Some(date(2026, 7, 2)));
        assert_eq!(forecast.if_release_counts, Some(date(2026, 8, 3)));
        assert_eq!(forecast.once_known(None), forecast);
        assert_eq!(forecast.once_known(Some(false)), both(Some(date(2026, 7, 2))));
        assert_eq!(forecast.once_known(Some(true)), both(Some(date(2026, 8, 3))));
    }

    #[test]
    fn in_a_list_a_license_on_the_free_address_is_judged_like_any_other() {
        let facts = LicenseFacts { last_ip_change: LastChange::On(TODAY), ..license(1) };
        let request = PoolRequest::suiting(&facts, TODAY);
        assert_eq!(forecast(&facts, &request, &ClaimRules::default()), both(Some(date(2026, 7, 16))));
    }

    proptest! {
        #[test]
        fn a_license_is_eligible_on_the_day_told_and_not_on_its_eve(ago in 0i32..60, rule in 0usize..3) {
            let rule = ChangeRule::ALL[rule];
            let rules = ClaimRules { ip_change: rule, key_change: rule, ..ClaimRules::default() };
            let last = LastChange::On(TODAY.saturating_sub(ago.days()));
            let facts = LicenseFacts { last_ip_change: last, last_key_change: last, ..license(1) };
            let day = forecast(&facts, &request(), &rules).eligible_on.unwrap();
            let on = |today| eligibility(&facts, &PoolRequest { today, ..request() }, &rules);
            prop_assert_eq!(on(day), Eligibility::Eligible);
            if day > TODAY {
                prop_assert_ne!(on(day.saturating_sub(1.day())), Eligibility::Eligible);
            }
        }
    }
}
