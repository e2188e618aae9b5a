//! Every statement there is, for the test that prepares them all on both databases.

/// `(file, name, SQL)` of every statement.
pub fn all_statements() -> Vec<(&'static str, &'static str, String)> {
    let mut all = Vec::new();
    for (file, statements) in [
        ("events", crate::events::STATEMENTS),
        ("licenses", crate::licenses::STATEMENTS),
        ("locks", crate::locks::STATEMENTS),
        ("migrate", crate::migrate::STATEMENTS),
        ("operation_steps", crate::operation_steps::STATEMENTS),
        ("operations", crate::operations::STATEMENTS),
        ("purchases", crate::purchases::STATEMENTS),
        ("remote_calls", crate::remote_calls::STATEMENTS),
        ("slots", crate::slots::STATEMENTS),
        ("tasks", crate::tasks::STATEMENTS),
    ] {
        all.extend(statements.iter().map(|(name, sql)| (file, *name, (*sql).to_owned())));
    }
    all.extend(crate::licenses::list_variants().into_iter().map(|sql| ("licenses", "list", sql)));
    all
}
