//! The fields of a module's settings, for the wizard and for its page.

use domain::pool::{ChangeRule, ClaimPolicy, FreeAddressPolicy};
use domain::{AfterSettle, LogIn, ModuleId, ModuleKind};
use engine::remotes::connection::Cluster;
use leptos::prelude::*;

use crate::components::form::Editing;
use crate::components::input::{Input, switch};
use crate::pages::address::ADD_MODULE;
use crate::texts::{module_form, texts};

/// The labels of the fields that a refusal may name.
pub(super) fn labels() -> Vec<(&'static str, &'static str)> {
    const NAMES: [&str; 30] = [
        "product_type",
        "module",
        "url",
        "username",
        "password",
        "add_anyway",
        "name",
        "datacenter",
        "department",
        "sort",
        "min_balance",
        "currency",
        "time_zone",
        "claim_policy",
        "ip_change_rule",
        "key_change_rule",
        "free_address",
        "min_release_days",
        "purchases_on",
        "renewals_on",
        "renew_before_days",
        "shortest_renewals",
        "reserve_days",
        "settle_seconds",
        "after_settle",
        "log_in",
        "in_flight_limit",
        "min_interval_ms",
        "cluster",
        "license_server",
    ];
    NAMES.iter().filter_map(|name| Some((*name, texts().fields.entry(name)?))).collect()
}

/// Address, user and password. `password_help` says what an empty password means.
pub(super) fn account(
    form: &Editing,
    kind: ModuleKind,
    password_help: &'static str,
    needs_password: bool,
) -> AnyView {
    let (words, labels) = (&texts().module_form, &texts().fields);
    let (url, username) = match kind {
        ModuleKind::Billmanager => (words.url_billmanager, words.username_billmanager),
        ModuleKind::Vmmanager6 => (words.url_vmmanager, words.username_vmmanager),
    };
    let password = Input::password("password", labels.password)
        .autocomplete("new-password")
        .help(format!("{} {password_help}", words.password).trim().to_owned());
    let password = if needs_password { password.required() } else { password };
    view! {
        {Input::text("url", labels.url).required().autocomplete("off").help(url).view(form)}
        {Input::text("username", labels.username).required().autocomplete("off").help(username).view(form)}
        {password.view(form)}
    }
    .into_any()
}

/// What only a kind of module has to be chosen from.
pub(super) struct Choices {
    pub(super) license_servers: Vec<(ModuleId, String)>,
    pub(super) clusters: Vec<Cluster>,
}

/// Everything but address, user and password.
pub(super) fn parameters(form: &Editing, kind: ModuleKind, choices: Choices) -> AnyView {
    let own = match kind {
        ModuleKind::Billmanager => license_server(form),
        ModuleKind::Vmmanager6 => vm_server(form, choices),
    };
    view! { {general(form, kind)} {own} }.into_any()
}

fn general(form: &Editing, kind: ModuleKind) -> AnyView {
    let (words, labels) = (&texts().module_form, &texts().fields);
    let min_balance = (kind == ModuleKind::Billmanager).then(|| {
        Input::amount("min_balance", labels.min_balance).optional().help(words.min_balance).view(form)
    });
    view! {
        <fieldset class="form__section">
            <legend class="form__legend">{words.general}</legend>
            {Input::text("name", labels.name).required().help(words.name).view(form)}
            <div class="form__pair">
                {Input::text("datacenter", labels.datacenter).optional().help(words.datacenter).view(form)}
                {Input::text("department", labels.department).optional().help(words.department).view(form)}
            </div>
            {Input::number("sort", labels.sort).required().help(words.sort).view(form)}
            {min_balance}
        </fieldset>
    }
    .into_any()
}

fn license_server(form: &Editing) -> AnyView {
    let (words, labels) = (&texts().module_form, &texts().fields);
    let zones = engine::reads::time_zones().into_iter().map(|zone| (zone.clone(), zone)).collect();
    view! {
        <fieldset class="form__section">
            <legend class="form__legend">{words.account}</legend>
            {Input::text("currency", labels.currency).short().required().help(words.currency).view(form)}
            {Input::suggest("time_zone", labels.time_zone, zones).required().help(words.time_zone).view(form)}
        </fieldset>
        <fieldset class="form__section">
            <legend class="form__legend">{words.pool}</legend>
            <p class="form__hint">{words.pool_hint}</p>
            {chosen(ClaimPolicy::ALL, "claim_policy", labels.claim_policy, module_form::claim_policy, words.claim_policy, form)}
            {chosen(ChangeRule::ALL, "ip_change_rule", labels.ip_change_rule, module_form::change_rule, words.ip_change_rule, form)}
            {chosen(ChangeRule::ALL, "key_change_rule", labels.key_change_rule, module_form::change_rule, words.key_change_rule, form)}
            {chosen(FreeAddressPolicy::ALL, "free_address", labels.free_address, module_form::free_address, words.free_address, form)}
            {number("min_release_days", labels.min_release_days, words.days, words.min_release_days, form)}
        </fieldset>
        <fieldset class="form__section">
            <legend class="form__legend">{words.buying}</legend>
            {switch(form, "purchases_on", labels.purchases_on, words.purchases_on)}
            {switch(form, "renewals_on", labels.renewals_on, words.renewals_on)}
            {number("renew_before_days", labels.renew_before_days, words.days, words.renew_before_days, form)}
            {switch(form, "shortest_renewals", labels.shortest_renewals, words.shortest_renewals)}
            {number("reserve_days", labels.reserve_days, words.days, words.reserve_days, form)}
            {number("settle_seconds", labels.settle_seconds, words.seconds, words.settle_seconds, form)}
            {chosen(AfterSettle::ALL, "after_settle", labels.after_settle, module_form::after_settle, words.after_settle, form)}
        </fieldset>
        <fieldset class="form__section">
            <legend class="form__legend">{words.calls}</legend>
            <p class="form__hint">{words.calls_hint}</p>
            {chosen(LogIn::ALL, "log_in", labels.log_in, module_form::log_in, words.log_in, form)}
            {Input::number("in_flight_limit", labels.in_flight_limit).required().help(words.in_flight_limit).view(form)}
            {number("min_interval_ms", labels.min_interval_ms, words.milliseconds, words.min_interval_ms, form)}
        </fieldset>
    }
    .into_any()
}

fn vm_server(form: &Editing, choices: Choices) -> AnyView {
    let (words, labels) = (&texts().module_form, &texts().fields);
    let Choices { license_servers, clusters } = choices;
    let cluster = if clusters.is_empty() {
        Input::text("cluster", labels.cluster).short().required().help(words.cluster_unread)
    } else {
        let clusters = clusters.into_iter().map(|cluster| (cluster.id, cluster.name)).collect();
        Input::select("cluster", labels.cluster, clusters).required().help(words.cluster)
    };
    let none_yet = license_servers.is_empty().then(|| {
        view! {
            <p class="note note--warn">
                {words.no_license_server_yet} " " <a href=ADD_MODULE>{texts().modules.add}</a>
            </p>
        }
    });
    let servers = std::iter::once((String::new(), words.no_license_server.to_owned()))
        .chain(license_servers.into_iter().map(|(id, name)| (id.to_string(), name)))
        .collect();
    view! {
        <fieldset class="form__section">
            <legend class="form__legend">{words.servers}</legend>
            {cluster.view(form)}
            {switch(form, "use_recipes", labels.use_recipes, words.use_recipes)}
            {Input::select("license_server", labels.license_server, servers).help(words.license_server).view(form)}
            {none_yet}
        </fieldset>
    }
    .into_any()
}

fn chosen<T: Copy + ToString>(
    all: &[T],
    name: &'static str,
    label: &'static str,
    word: impl Fn(T) -> &'static str,
    help: &'static str,
    form: &Editing,
) -> AnyView {
    let choices = all.iter().map(|one| (one.to_string(), word(*one).to_owned())).collect();
    Input::select(name, label, choices).required().help(help).view(form)
}

fn number(
    name: &'static str,
    label: &'static str,
    unit: &'static str,
    help: &'static str,
    form: &Editing,
) -> AnyView {
    Input::number(name, label).unit(unit).required().help(help).view(form)
}
