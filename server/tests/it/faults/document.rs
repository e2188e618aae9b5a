//! `docs/faults.md` is the table of these tests, and stays it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sandbox::FaultPlan;

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name)).unwrap()
}

/// The tests of this folder, by name.
fn tests() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/faults");
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let lines = text.lines().filter(|line| line.contains("(app: TestApp)"));
        let name = |line: &str| line.trim().strip_prefix("async fn ")?.split('(').next().map(str::to_owned);
        names.extend(lines.filter_map(name));
    }
    names
}

/// The words in backticks.
fn marked(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The rows of the tables, cell by cell.
fn rows(text: &str) -> Vec<Vec<String>> {
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| Fault"));
    rows.map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect())
        .collect()
}

#[test]
fn every_fault_in_the_document_has_a_test_and_every_test_is_in_the_document() {
    let mut named = BTreeSet::new();
    for row in rows(&document("faults.md")) {
        assert_eq!(row.len(), 4, "{row:?}");
        assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}");
        let tests = marked(&row[3]);
        assert!(!tests.is_empty(), "no test: {row:?}");
        named.extend(tests);
    }
    assert_eq!(named, tests());
}

#[test]
fn every_plan_that_is_shipped_is_in_the_document() {
    let named = marked(&document("faults.md"));
    let missing: Vec<_> = FaultPlan::shipped().filter(|name| !named.contains(*name)).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_kind_and_every_error_that_the_sandbox_knows_is_in_the_document() {
    let (faults, sandbox) = (marked(&document("faults.md")), document("sandbox.md"));
    let happens = sandbox.split("### What happens").nth(1).unwrap();
    let (kinds, rest) = happens.split_once("Errors by name").unwrap();
    let errors = rest.split("### What people do").next().unwrap();
    let people = rest.split("### What people do").nth(1).unwrap().split("### Settings").next().unwrap();
    let first_cells = |text: &str| -> String {
        let cells = text.lines().filter_map(|line| line.strip_prefix("| ")?.split('|').next());
        cells.collect::<Vec<_>>().join(" ")
    };
    let known =
        marked(&first_cells(kinds)).into_iter().chain(marked(errors)).chain(marked(&first_cells(people)));
    // Fields of a rule, and what is short for another kind.
    let no_kind = [
        "what",
        "do",
        "type",
        "object",
        "msg",
        "status",
        "code",
        "error = \"<name>\"",
        "when",
        "before",
        "after",
        "person",
    ];
    let is_kind = |name: &String| {
        !no_kind.contains(&name.as_str())
            && !["ms", "reads", "polls", "pages", "retry_after"].contains(&name.as_str())
    };
    let everything = FaultPlan::open("everything-at-once").unwrap();
    let everything = everything.kinds();
    let left_out = |name: &String| name != "no_key" && !everything.contains(name);
    let left_out: Vec<_> = marked(&first_cells(kinds)).into_iter().filter(is_kind).filter(left_out).collect();
    assert_eq!(left_out, [""; 0], "everything at once is every kind but keys that never come");
    let missing: Vec<_> = known.filter(is_kind).filter(|name| !faults.contains(name)).collect();
    assert_eq!(missing, [""; 0]);
}
