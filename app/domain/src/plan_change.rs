//! Changing the plan of a license exactly once: the plan that the license server shows says whether it was changed.

use crate::ids::PlanCode;
use crate::text_enum::text_enum;

text_enum! {
    /// Where the change of a license's plan stands. Each state is committed before the next act.
    PlanChangeState {
        /// Written down; nothing was sent.
        Planned = "planned",
        /// Sent, or about to be: from here on it may have taken effect.
        Sending = "sending",
        /// The license server shows the new plan, or a person says that it has it.
        Done = "done",
        /// The license server refused it clearly.
        Refused = "refused",
        /// The new plan was not shown within the settle time; a person decides.
        Unknown = "unknown",
        /// Ended without the new plan by a person's decision.
        GivenUp = "given_up",
    }
}

impl PlanChangeState {
    /// Whether money may have been spent without our seeing what for.
    pub const fn is_undecided(self) -> bool {
        matches!(self, Self::Sending | Self::Unknown)
    }
}

/// What the license server shows of a license whose plan was to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It has the new plan: it was changed.
    New,
    /// It has this plan.
    Other(PlanCode),
    /// Its plan is not shown, or not by its code.
    Nothing,
}

/// Reads what is shown; nothing but the new plan proves a change, and nothing disproves one that is under way.
pub fn shown(to: &PlanCode, code: Option<PlanCode>) -> Shown {
    match code {
        Some(code) if code == *to => Shown::New,
        Some(code) => Shown::Other(code),
        None => Shown::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> PlanCode {
        PlanCode::parse(text).unwrap()
    }

    #[test]
    fn only_the_new_plan_proves_a_change_of_plan() {
        assert_eq!(shown(&code("55228"), Some(code("55228"))), Shown::New);
        assert_eq!(shown(&code("55228"), Some(code("55227"))), Shown::Other(code("55227")));
        assert_eq!(shown(&code("55228"), None), Shown::Nothing);
    }

    #[test]
    fn a_change_that_may_have_been_sent_is_undecided() {
        let undecided: Vec<_> = PlanChangeState::ALL.iter().filter(|state| state.is_undecided()).collect();
        assert_eq!(undecided, [&PlanChangeState::Sending, &PlanChangeState::Unknown]);
    }
}
