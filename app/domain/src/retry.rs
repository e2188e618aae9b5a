//! When to try again: schedules as data.

/// Delays between attempts, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    delays: &'static [i64],
    /// Whether the last delay repeats for ever; something else must then end the attempts.
    repeats: bool,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

impl Schedule {
    /// A failure that time may cure: server down, rate limit. Gives up after about a day.
    pub const TRANSIENT: Self = Self {
        delays: &[5, 15, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR],
        repeats: false,
    };
    /// Looking for the effect of a call that gave no clear answer, until the settle time ends it.
    pub const LOOK_UP: Self = Self { delays: &[2, 5, 10, 20, 30, MINUTE], repeats: true };
    /// Waiting for a remote task: a server being made, a key being generated. A deadline ends it.
    pub const REMOTE_TASK: Self = Self { delays: &[1, 2, 3, 5], repeats: true };
    /// Waiting for a recipe, which takes minutes. A deadline ends it.
    pub const RECIPE: Self = Self { delays: &[2, 5, 10, 15, 20, 30], repeats: true };
    /// Reading what was taken from our account, until everything that was bought has its cost.
    pub const COSTS: Self =
        Self { delays: &[MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR], repeats: true };
    /// Waiting for money at the license server; a balance that rises wakes it earlier.
    pub const WAITING_FOR_FUNDS: Self =
        Self { delays: &[5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR], repeats: true };

    /// After how many attempts it gives up; none if it goes on for ever.
    pub fn attempts(self) -> Option<usize> {
        (!self.repeats).then_some(self.delays.len() + 1)
    }

    /// Seconds from the failure of an attempt (counted from 1) to the next one; none if there is to be none.
    pub fn next_delay(self, attempt: u32) -> Option<i64> {
        let index = usize::try_from(attempt.saturating_sub(1)).ok()?;
        let after = if self.repeats { self.delays.last() } else { None };
        self.delays.get(index).or(after).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transient_failure_is_tried_again_later_and_later_and_given_up_after_about_a_day() {
        let delays: Vec<_> = (1..).map_while(|attempt| Schedule::TRANSIENT.next_delay(attempt)).collect();
        assert_eq!(delays[..4], [5, 15, 60, 300]);
        assert!(delays.is_sorted());
        let total: i64 = delays.iter().sum();
        assert!((20 * HOUR..28 * HOUR).contains(&total), "{total}");
    }

    #[test]
    fn waiting_goes_on_until_something_else_ends_it() {
        for schedule in [
            Schedule::LOOK_UP,
            Schedule::REMOTE_TASK,
            Schedule::RECIPE,
            Schedule::COSTS,
            Schedule::WAITING_FOR_FUNDS,
        ] {
            assert_eq!(schedule.next_delay(u32::MAX), schedule.delays.last().copied());
            assert!(schedule.delays.is_sorted());
        }
        assert_eq!(Schedule::REMOTE_TASK.next_delay(1), Some(1));
    }
}
