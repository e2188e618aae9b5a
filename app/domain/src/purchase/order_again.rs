use super::look_up::{Candidate, Difference, LookUp};
use crate::module::AfterSettle;

/// Whether a purchase that is unknown at its settle time is ordered again without asking a person.
///
/// `found` is what a whole list, read at or after the settle time, shows; none if no list came. It happens where the
/// license server is set so, once for an operation (`times` is how often it happened already), and only if neither the
/// marker is there nor anything new that has the same plan, name or address: that could be what was bought.
pub fn orders_again(setting: AfterSettle, found: Option<&LookUp>, times: i64) -> bool {
    let is_clear = match found {
        None | Some(LookUp::Adopt(..)) => false,
        Some(LookUp::Nothing) => true,
        Some(LookUp::Candidates(candidates)) => candidates.iter().all(is_unlike),
    };
    setting == AfterSettle::OrderAgain && is_clear && times == 0
}

/// In plan, name and address another one than what was asked for.
fn is_unlike(candidate: &Candidate) -> bool {
    let differs = |is: fn(&Difference) -> bool| candidate.differences.iter().any(is);
    differs(|difference| matches!(difference, Difference::Plan { .. }))
        && differs(|difference| matches!(difference, Difference::Name { .. }))
        && differs(|difference| matches!(difference, Difference::Address { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RemoteId;
    use crate::purchase::AdoptReason;

    fn candidates(differences: Vec<Difference>) -> LookUp {
        LookUp::Candidates(vec![Candidate { remote_id: RemoteId::new("7"), differences }])
    }

    #[test]
    fn it_is_ordered_again_once_where_it_is_set_and_a_list_shows_nothing_of_it() {
        let again = |setting, found, times| orders_again(setting, found, times);
        assert!(again(AfterSettle::OrderAgain, Some(&LookUp::Nothing), 0));
        assert!(
            !again(AfterSettle::OrderAgain, Some(&LookUp::Nothing), 1),
            "the second time a person decides"
        );
        assert!(!again(AfterSettle::OrderAgain, None, 0), "without a list nothing is known");
        assert!(!again(AfterSettle::Person, Some(&LookUp::Nothing), 0), "a person decides by default");
    }

    #[test]
    fn whatever_may_be_the_license_is_left_to_a_person() {
        let again = |found: &LookUp| orders_again(AfterSettle::OrderAgain, Some(found), 0);
        let (plan, name, address) = (
            || Difference::Plan { found: None },
            || Difference::Name { found: "other".to_owned() },
            || Difference::Address { found: None },
        );
        assert!(!again(&LookUp::Adopt(RemoteId::new("7"), AdoptReason::MarkerMatches)));
        assert!(!again(&candidates(vec![])), "several with the marker");
        assert!(!again(&candidates(vec![name(), address()])), "the same plan");
        assert!(!again(&candidates(vec![plan(), address()])), "the same name");
        assert!(!again(&candidates(vec![plan(), name()])), "the same address");
        assert!(again(&candidates(vec![plan(), name(), address()])), "somebody else's");
    }
}
