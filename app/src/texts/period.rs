//! Periods as people read them.

use domain::Period;

use super::catalogue;

catalogue! {
    /// Words for periods.
    Periods {
        months(n): "{n} month|{n} months",
        trial: "trial",
        daily: "1 day",
        one_time: "one time",
        per_month: "per month",
        per_months(n): "per {n} month|per {n} months",
        per_trial: "for the trial",
        per_day: "per day",
    }
}

pub(super) const TEXTS: Periods = Periods::ENGLISH;

/// "1 month", "12 months", "trial".
pub(crate) fn period_name(period: Period) -> String {
    match period.as_months() {
        Some(months) => TEXTS.months(months),
        None if period.is_trial() => TEXTS.trial.to_owned(),
        None if period == Period::DAILY => TEXTS.daily.to_owned(),
        None => TEXTS.one_time.to_owned(),
    }
}

/// "per month", "per 12 months".
pub(crate) fn per_period(period: Period) -> String {
    match period.as_months() {
        Some(1) => TEXTS.per_month.to_owned(),
        Some(months) => TEXTS.per_months(months),
        None if period.is_trial() => TEXTS.per_trial.to_owned(),
        None if period == Period::DAILY => TEXTS.per_day.to_owned(),
        None => TEXTS.one_time.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_has_a_name_and_a_rate() {
        assert_eq!(period_name(Period::months(1)), "1 month");
        assert_eq!(period_name(Period::months(12)), "12 months");
        assert_eq!(period_name(Period::TRIAL), "trial");
        assert_eq!(per_period(Period::months(1)), "per month");
        assert_eq!(per_period(Period::months(12)), "per 12 months");
    }
}
