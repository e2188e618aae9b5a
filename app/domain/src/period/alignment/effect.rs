//! What a rule does to the service of one client, for the sentence and the drawing that stand beside it.

use crate::period::Period;

/// A rule in months: what the client pays for at a time, and what the license is bought for at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleEffect {
    /// Months of one term of the service.
    pub service_months: u16,
    /// Months of one term of the license.
    pub license_months: u16,
}

impl RuleEffect {
    /// The effect of changing one number of months into another; none for periods that are no months.
    pub fn of(source: Period, change_into: Period) -> Option<Self> {
        Some(Self { service_months: source.as_months()?, license_months: change_into.as_months()? })
    }

    /// Months of the license that go to the pool when the client leaves after the first term.
    pub const fn left_over(self) -> u16 {
        self.license_months.saturating_sub(self.service_months)
    }

    /// Renewals of the service that buy nothing, because the license lasts beyond them.
    pub const fn renewals_for_nothing(self) -> u16 {
        (self.license_months / self.service_months).saturating_sub(1)
    }

    /// How often the license is renewed, with money there, before one term of the service is over.
    pub const fn license_renewals(self) -> u16 {
        self.service_months.div_ceil(self.license_months).saturating_sub(1)
    }

    /// Months that a drawing of one license and one term has to show.
    pub const fn months_shown(self) -> u16 {
        if self.license_months > self.service_months { self.license_months } else { self.service_months }
    }

    /// Terms of so many months in the drawing: where each begins and ends.
    pub fn terms(self, months: u16) -> impl Iterator<Item = (u16, u16)> {
        let shown = self.months_shown();
        (0..shown.div_ceil(months)).map(move |n| (n * months, (n * months).saturating_add(months).min(shown)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effect(source: u16, change_into: u16) -> RuleEffect {
        RuleEffect::of(Period::months(source), Period::months(change_into)).unwrap()
    }

    #[test]
    fn a_year_for_a_month_leaves_eleven_months_to_the_pool() {
        let effect = effect(1, 12);
        assert_eq!(
            (effect.left_over(), effect.renewals_for_nothing(), effect.license_renewals()),
            (11, 11, 0)
        );
        assert_eq!(effect.terms(1).count(), 12);
        assert_eq!(effect.terms(12).collect::<Vec<_>>(), [(0, 12)]);
    }

    #[test]
    fn a_month_for_a_year_is_renewed_eleven_times() {
        let effect = effect(12, 1);
        assert_eq!(
            (effect.left_over(), effect.renewals_for_nothing(), effect.license_renewals()),
            (0, 0, 11)
        );
    }

    #[test]
    fn a_term_that_does_not_divide_the_other_is_cut_at_the_end() {
        let effect = effect(5, 12);
        assert_eq!((effect.left_over(), effect.renewals_for_nothing()), (7, 1));
        assert_eq!(effect.terms(5).collect::<Vec<_>>(), [(0, 5), (5, 10), (10, 12)]);
    }

    #[test]
    fn a_trial_has_no_effect_in_months() {
        assert_eq!(RuleEffect::of(Period::TRIAL, Period::months(1)), None);
    }
}
