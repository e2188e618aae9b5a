use super::*;

fn sought() -> Sought {
    Sought {
        marker: "kp-1".into(),
        plan: PlanCode::parse("55227").unwrap(),
        name: "Item #5 addon web.example.com".into(),
        address: IpAddress::parse("192.0.2.10").unwrap(),
    }
}

fn row(id: &str, remoteid: Option<&str>) -> SeenLicense {
    let Sought { plan, name, address, .. } = sought();
    let remoteid = remoteid.map(str::to_owned);
    SeenLicense { remote_id: RemoteId::new(id), plan: Some(plan), name, address: Some(address), remoteid }
}

fn ids(ids: &[&str]) -> BTreeSet<RemoteId> {
    ids.iter().map(|&id| RemoteId::new(id)).collect()
}

fn find(rows: &[SeenLicense]) -> LookUp {
    look_up(&sought(), &ids(&["1", "2"]), rows, &ids(&["3"]))
}

fn candidate_ids(found: LookUp) -> Vec<String> {
    match found {
        LookUp::Candidates(candidates) => {
            candidates.into_iter().map(|candidate| candidate.remote_id.to_string()).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_license_with_the_marker_is_adopted_whatever_else_differs() {
    let renamed = SeenLicense { name: "renamed".into(), address: None, ..row("9", Some("kp-1")) };
    let found = find(&[row("8", Some("")), renamed]);
    assert_eq!(found, LookUp::Adopt(RemoteId::new("9"), AdoptReason::MarkerMatches));
}

#[test]
fn two_licenses_with_one_marker_are_for_a_person() {
    assert_eq!(candidate_ids(find(&[row("8", Some("kp-1")), row("9", Some("kp-1"))])), ["8", "9"]);
}

#[test]
fn where_markers_are_shown_a_license_without_ours_is_never_adopted() {
    assert_eq!(candidate_ids(find(&[row("9", Some(""))])), ["9"]);
    assert_eq!(candidate_ids(find(&[row("9", Some("kp-2"))])), ["9"]);
    // Some license servers leave an empty field out: one row that shows a marker is enough.
    assert_eq!(candidate_ids(find(&[row("1", Some("kp-0")), row("9", None)])), ["9"]);
}

#[test]
fn where_no_marker_is_shown_the_only_new_equal_license_is_adopted() {
    let other = SeenLicense { name: "somebody else's".into(), ..row("8", None) };
    let found = find(&[row("1", None), other, row("9", None)]);
    assert_eq!(found, LookUp::Adopt(RemoteId::new("9"), AdoptReason::OnlyNewMatch));
}

#[test]
fn two_new_equal_licenses_are_for_a_person() {
    assert_eq!(candidate_ids(find(&[row("8", None), row("9", None)])), ["8", "9"]);
}

#[test]
fn a_new_license_that_differs_in_anything_is_a_candidate_and_never_adopted() {
    let plan = PlanCode::parse("55228").unwrap();
    let differing = [
        (SeenLicense { plan: Some(plan.clone()), ..row("9", None) }, Difference::Plan { found: Some(plan) }),
        (SeenLicense { name: "n".into(), ..row("9", None) }, Difference::Name { found: "n".into() }),
        (SeenLicense { address: None, ..row("9", None) }, Difference::Address { found: None }),
    ];
    for (row, difference) in differing {
        let only = Candidate { remote_id: RemoteId::new("9"), differences: vec![difference] };
        assert_eq!(find(&[row]), LookUp::Candidates(vec![only]));
    }
}

#[test]
fn candidates_with_the_fewest_differences_stand_first() {
    let far = SeenLicense { name: "n".into(), address: None, ..row("8", None) };
    let near = SeenLicense { name: "n".into(), ..row("9", None) };
    assert_eq!(candidate_ids(find(&[far, near])), ["9", "8"]);
}

#[test]
fn what_was_there_before_or_is_ours_already_is_not_what_was_bought() {
    assert_eq!(find(&[row("1", None), row("2", None), row("3", None)]), LookUp::Nothing);
    assert_eq!(find(&[]), LookUp::Nothing);
}
