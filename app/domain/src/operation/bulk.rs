//! Letting many operations go on at once, as after an outage: which may, and why the others may not.

use serde::{Deserialize, Serialize};

use super::OperationState;

/// Notes of operations that a person has to look at one by one: going on would spend or change what somebody has to
/// agree to first.
const LOOKED_AT_ALONE: [&str; 3] = ["price_risen", "purchase_limit", "recipe_undecided"];

/// Why an operation is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Left {
    /// A person has to decide what is true.
    Undecided,
    /// A person has to look at it by itself.
    LookedAtAlone,
    /// A worker has it.
    AtWork,
    /// It waits for nothing: it is about to go on.
    GoesOn,
    /// Another operation works on its service.
    Another,
    /// It is over.
    Over,
}

/// Whether an operation with a note of this kind may be let go on together with others.
pub fn may_go_on(state: OperationState, note_kind: Option<&str>) -> Result<(), Left> {
    match state {
        OperationState::Unknown => Err(Left::Undecided),
        OperationState::Running => Err(Left::AtWork),
        OperationState::Done | OperationState::GivenUp => Err(Left::Over),
        OperationState::Failed | OperationState::Ready => match note_kind {
            Some(kind) if LOOKED_AT_ALONE.contains(&kind) => Err(Left::LookedAtAlone),
            None if state == OperationState::Ready => Err(Left::GoesOn),
            _ => Ok(()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_or_waits_goes_on_and_what_is_undecided_never_does() {
        assert_eq!(may_go_on(OperationState::Failed, Some("remote_fault")), Ok(()));
        assert_eq!(may_go_on(OperationState::Ready, Some("remote_fault")), Ok(()));
        assert_eq!(may_go_on(OperationState::Ready, None), Err(Left::GoesOn));
        assert_eq!(may_go_on(OperationState::Unknown, Some("purchase_undecided")), Err(Left::Undecided));
        assert_eq!(may_go_on(OperationState::Failed, Some("purchase_limit")), Err(Left::LookedAtAlone));
        assert_eq!(may_go_on(OperationState::Failed, Some("price_risen")), Err(Left::LookedAtAlone));
        assert_eq!(may_go_on(OperationState::Running, None), Err(Left::AtWork));
        assert_eq!(may_go_on(OperationState::Done, None), Err(Left::Over));
    }
}
