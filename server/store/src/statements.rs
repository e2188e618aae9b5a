//! Every statement there is, for the test that prepares them all on both databases.

/// `(file, name, SQL)` of every statement.
pub fn all_statements() -> Vec<(&'static str, &'static str, String)> {
    let mut all = Vec::new();
    for (file, statements) in [("migrate", crate::migrate::STATEMENTS)] {
        all.extend(statements.iter().map(|(name, sql)| (file, *name, (*sql).to_owned())));
    }
    all
}
