//! Every statement there is, for the test that prepares them all on both databases.

/// `(file, name, SQL)` of every statement.
pub fn all_statements() -> Vec<(&'static str, &'static str, String)> {
    let mut all = Vec::new();
    for (file, statements) in [
        ("alignment_rules", crate::alignment_rules::STATEMENTS),
        ("catalogue_changes", crate::catalogue_changes::STATEMENTS),
        ("changes", crate::changes::STATEMENTS),
        ("clients", crate::clients::STATEMENTS),
        ("enumerations", crate::enumerations::STATEMENTS),
        ("events", crate::events::STATEMENTS),
        ("form_keys", crate::form_keys::STATEMENTS),
        ("ledger", crate::ledger::STATEMENTS),
        ("licenses", crate::licenses::STATEMENTS),
        ("locks", crate::locks::STATEMENTS),
        ("migrate", crate::migrate::STATEMENTS),
        ("module_reads", crate::module_reads::STATEMENTS),
        ("modules", crate::modules::STATEMENTS),
        ("modules/license_server", crate::modules::license_server::STATEMENTS),
        ("modules/vm_server", crate::modules::vm_server::STATEMENTS),
        ("operation_steps", crate::operation_steps::STATEMENTS),
        ("operations", crate::operations::STATEMENTS),
        ("operations/list", crate::operations::list::STATEMENTS),
        ("orders", crate::orders::STATEMENTS),
        ("price_list", crate::price_list::STATEMENTS),
        ("products", crate::products::STATEMENTS),
        ("purchases", crate::purchases::STATEMENTS),
        ("remote_calls", crate::remote_calls::STATEMENTS),
        ("renewals", crate::renewals::STATEMENTS),
        ("renewals/owed", crate::renewals::OWED),
        ("services", crate::services::STATEMENTS),
        ("services/changes", crate::services::CHANGES),
        ("services/insert", crate::services::INSERTS),
        ("services/renewals", crate::services::RENEWALS),
        ("services/staff_list", crate::services::staff_list::STATEMENTS),
        ("sessions", crate::sessions::STATEMENTS),
        ("slots", crate::slots::STATEMENTS),
        ("tariffs", crate::tariffs::STATEMENTS),
        ("tariffs/modules", crate::tariffs::modules::STATEMENTS),
        ("tariffs/options", crate::tariffs::options::STATEMENTS),
        ("tariffs/periods", crate::tariffs::periods::STATEMENTS),
        ("tariffs/recipes", crate::tariffs::recipes::STATEMENTS),
        ("tariffs/systems", crate::tariffs::systems::STATEMENTS),
        ("tasks", crate::tasks::STATEMENTS),
        ("users", crate::users::STATEMENTS),
    ] {
        all.extend(statements.iter().map(|(name, sql)| (file, *name, (*sql).to_owned())));
    }
    all.extend(crate::licenses::list_variants().into_iter().map(|sql| ("licenses", "list", sql)));
    all
}
