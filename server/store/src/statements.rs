//! Every statement there is, for the test that prepares them all on both databases.

/// `(file, name, SQL)` of every statement.
pub fn all_statements() -> Vec<(&'static str, &'static str, String)> {
    let mut all = Vec::new();
    for (file, statements) in [
        ("alignment_rules", crate::alignment_rules::STATEMENTS),
        ("alignment_rules/choices", crate::alignment_rules::choices::STATEMENTS),
        ("catalogue_changes", crate::catalogue_changes::STATEMENTS),
        ("changes", crate::changes::STATEMENTS),
        ("charges", crate::charges::STATEMENTS),
        ("charges/acknowledge", crate::charges::ACKNOWLEDGES),
        ("charges/causes", crate::charges::CAUSES),
        ("charges/sums", crate::charges::SUMS),
        ("clients", crate::clients::STATEMENTS),
        ("clients/list", crate::clients::list::STATEMENTS),
        ("coverage", crate::coverage::STATEMENTS),
        ("currency_rates", crate::currency_rates::STATEMENTS),
        ("drafts", crate::drafts::STATEMENTS),
        ("enumerations", crate::enumerations::STATEMENTS),
        ("enumerations/list", crate::enumerations::list::STATEMENTS),
        ("enumerations/uses", crate::enumerations::uses::STATEMENTS),
        ("enumerations/value", crate::enumerations::VALUES),
        ("enumerations/value_list", crate::enumerations::value_list::STATEMENTS),
        ("events", crate::events::STATEMENTS),
        ("form_keys", crate::form_keys::STATEMENTS),
        ("funds", crate::funds::STATEMENTS),
        ("handover_notes", crate::handover_notes::STATEMENTS),
        ("ledger", crate::ledger::STATEMENTS),
        ("licenses", crate::licenses::STATEMENTS),
        ("licenses/card", crate::licenses::card::STATEMENTS),
        ("licenses/insert", crate::licenses::INSERTS),
        ("licenses/pool", crate::licenses::pool::STATEMENTS),
        ("licenses/reservation", crate::licenses::reservation::STATEMENTS),
        ("licenses/returning", crate::licenses::RETURNS),
        ("locks", crate::locks::STATEMENTS),
        ("migrate", crate::migrate::STATEMENTS),
        ("module_reads", crate::module_reads::STATEMENTS),
        ("modules", crate::modules::STATEMENTS),
        ("modules/license_server", crate::modules::license_server::STATEMENTS),
        ("modules/uses", crate::modules::uses::STATEMENTS),
        ("modules/vm_server", crate::modules::vm_server::STATEMENTS),
        ("operation_steps", crate::operation_steps::STATEMENTS),
        ("operations", crate::operations::STATEMENTS),
        ("operations/give_up", crate::operations::ENDS),
        ("operations/lease", crate::operations::lease::STATEMENTS),
        ("operations/list", crate::operations::list::STATEMENTS),
        ("operations/queue", crate::operations::queue::STATEMENTS),
        ("operations/resume", crate::operations::RESUMES),
        ("orders", crate::orders::STATEMENTS),
        ("orders/list", crate::orders::list::STATEMENTS),
        ("plan_changes", crate::plan_changes::STATEMENTS),
        ("price_list", crate::price_list::STATEMENTS),
        ("products", crate::products::STATEMENTS),
        ("products/list", crate::products::list::STATEMENTS),
        ("purchases", crate::purchases::STATEMENTS),
        ("registrations", crate::registrations::STATEMENTS),
        ("readiness", crate::readiness::STATEMENTS),
        ("remote_calls", crate::remote_calls::STATEMENTS),
        ("renewals", crate::renewals::STATEMENTS),
        ("renewals/owed", crate::renewals::OWED),
        ("sealed/reseal", crate::sealed::reseal::STATEMENTS),
        ("services", crate::services::STATEMENTS),
        ("services/addresses", crate::services::addresses::STATEMENTS),
        ("services/changes", crate::services::CHANGES),
        ("services/insert", crate::services::INSERTS),
        ("services/install", crate::services::INSTALLS),
        ("services/options", crate::services::options::STATEMENTS),
        ("services/panel", crate::services::PANELS),
        ("services/renewals", crate::services::RENEWALS),
        ("services/staff_list", crate::services::staff_list::STATEMENTS),
        ("services/suspension", crate::services::SUSPENSIONS),
        ("sessions", crate::sessions::STATEMENTS),
        ("slots", crate::slots::STATEMENTS),
        ("tariffs", crate::tariffs::STATEMENTS),
        ("tariffs/copy", crate::tariffs::COPIES),
        ("tariffs/modules", crate::tariffs::modules::STATEMENTS),
        ("tariffs/options", crate::tariffs::options::STATEMENTS),
        ("tariffs/options/grid", crate::tariffs::options::grid::STATEMENTS),
        ("tariffs/options/grid/write", crate::tariffs::options::grid::write::STATEMENTS),
        ("tariffs/options/offered", crate::tariffs::options::offered::STATEMENTS),
        ("tariffs/options/unit_prices", crate::tariffs::options::unit_prices::STATEMENTS),
        ("tariffs/options/uses", crate::tariffs::options::uses::STATEMENTS),
        ("tariffs/panels", crate::tariffs::panels::STATEMENTS),
        ("tariffs/periods", crate::tariffs::periods::STATEMENTS),
        ("tariffs/recipes", crate::tariffs::recipes::STATEMENTS),
        ("tariffs/staff_list", crate::tariffs::staff_list::STATEMENTS),
        ("tariffs/systems", crate::tariffs::systems::STATEMENTS),
        ("tariffs/uses", crate::tariffs::uses::STATEMENTS),
        ("tasks", crate::tasks::STATEMENTS),
        ("tasks/list", crate::tasks::list::STATEMENTS),
        ("users", crate::users::STATEMENTS),
    ] {
        all.extend(statements.iter().map(|(name, sql)| (file, *name, (*sql).to_owned())));
    }
    all.extend(crate::modules::list::variants().into_iter().map(|sql| ("modules", "list", sql)));
    all.extend(crate::charges::list_variants().into_iter().map(|sql| ("charges", "list", sql)));
    all.extend(crate::licenses::list_variants().into_iter().map(|sql| ("licenses", "list", sql)));
    all.extend(crate::operations::list::variants().into_iter().map(|sql| ("operations", "list", sql)));
    all.extend(
        crate::operations::matching::variants().into_iter().map(|sql| ("operations", "matching", sql)),
    );
    all.extend(crate::tasks::list::variants().into_iter().map(|sql| ("tasks", "list", sql)));
    all.extend(
        crate::tariffs::options::grid::variants()
            .into_iter()
            .map(|sql| ("tariffs/options/grid", "put together", sql)),
    );
    all
}
