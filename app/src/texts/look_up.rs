//! In what a license differs from the one that was ordered, in words.

use domain::purchase::Difference;

use super::{catalogue, texts};

catalogue! {
    /// The words of a look-up.
    LookUps {
        matches: "It matches in everything that the license server shows.",
        marker_other(found): "its marker is “{found}”",
        marker_none: "it has no marker",
        plan_other(found): "its plan is {found}",
        plan_none: "its plan is not shown",
        name_other(found): "its name is “{found}”",
        address_other(found): "its address is {found}",
        address_none: "its address is not shown",
        differs(list): "It differs from what was ordered: {list}.",
    }
}

/// What is said of a license that differs in nothing.
pub(crate) fn matches() -> &'static str {
    texts().look_ups.matches
}

/// In what it differs.
pub(crate) fn differences(differences: &[Difference]) -> String {
    let words = &texts().look_ups;
    if differences.is_empty() {
        return words.matches.to_owned();
    }
    let list: Vec<String> = differences
        .iter()
        .map(|difference| match difference {
            Difference::Marker { found } if found.is_empty() => words.marker_none.to_owned(),
            Difference::Marker { found } => words.marker_other(found),
            Difference::Plan { found: Some(plan) } => words.plan_other(plan),
            Difference::Plan { found: None } => words.plan_none.to_owned(),
            Difference::Name { found } => words.name_other(found),
            Difference::Address { found: Some(address) } => words.address_other(address),
            Difference::Address { found: None } => words.address_none.to_owned(),
        })
        .collect();
    words.differs(list.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_says_in_what_it_differs() {
        let found = [Difference::Marker { found: String::new() }, Difference::Plan { found: None }];
        assert_eq!(
            differences(&found),
            "It differs from what was ordered: it has no marker; its plan is not shown."
        );
        assert_eq!(differences(&[]), matches());
    }
}
