//! Tariff plans as staff add, edit, copy, switch and delete them.

use domain::catalogue::{Root, Verb};
use domain::form::Problem;
use domain::{Period, RemoteId, ServiceId, TariffId};
use engine::actions::{
    add_tariff_plan, copy_tariff, delete_service, delete_tariff, edit_tariff, switch_tariff,
};
use engine::reads::{
    Change, TariffPlan, TariffsSort, TariffsWanted, change_history, order_page, tariff_form, tariffs,
};
use engine::{Error, Refusal, TariffForm, TypedPrice, TypedRecipe, TypedSystem, UsedBy};
use store::{module_reads, services};

use crate::support::{Demo, on_both, refusals};

/// What VMmanager offers, as if it had been read.
async fn read_lists(demo: &Demo) {
    let page = tariff_form(&demo.engine, demo.staff, None).await.unwrap();
    let module = page.lists.first().unwrap().module.id;
    let systems = serde_json::json!([
        { "id": "1", "name": "Debian-12" }, { "id": "2", "name": "Ubuntu-24.04" }, { "id": "3", "name": "Alma-9" },
    ]);
    let presets = serde_json::json!([
        { "id": "2", "name": "medium", "cpu_number": 2, "ram_mib": 4096, "disk_mib": 40_960 },
    ]);
    let recipes = serde_json::json!([
        { "id": "1", "name": "ispmanager 6", "tags": [], "params_count": 1 },
    ]);
    let mut tx = demo.db().begin().await.unwrap();
    for (what, value) in [("systems", systems), ("presets", presets), ("recipes", recipes)] {
        module_reads::save(&mut tx, module, what, &value, 5).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn plan(demo: &Demo, id: TariffId) -> TariffPlan {
    tariff_form(&demo.engine, demo.staff, Some(id)).await.unwrap().plan.unwrap()
}

/// The form of a plan, as its page would send it.
async fn form(demo: &Demo, id: TariffId) -> TariffForm {
    let plan = plan(demo, id).await;
    let details = &plan.tariff.details;
    let number = |amount: domain::Money| amount.to_string().split(' ').next().unwrap().to_owned();
    TariffForm {
        name: details.name.clone(),
        description: details.description.clone(),
        provider: details.provider.clone(),
        sort: details.sort.to_string(),
        modules: plan.modules.iter().map(ToString::to_string).collect(),
        periods: plan
            .periods
            .iter()
            .map(|price| TypedPrice {
                period: price.period.to_string(),
                cost: number(price.cost),
                setup: number(price.setup),
            })
            .collect(),
        preset: details.preset.as_ref().map(|preset| preset.id.to_string()).unwrap_or_default(),
        cpu_number: details.cpu_number.to_string(),
        ram_mib: details.ram_mib.to_string(),
        disk_mib: details.disk_mib.to_string(),
        systems: (1..)
            .zip(&plan.systems)
            .map(|(sort, system)| TypedSystem {
                id: system.code.clone(),
                name: system.name.clone(),
                sort: sort.to_string(),
            })
            .collect(),
        delete_mode: details.delete_mode.to_string(),
        suspend_release_days: details.suspend_release_days.to_string(),
        version: plan.tariff.version,
        ..TariffForm::default()
    }
}

/// A right form for a new plan.
async fn new_form(demo: &Demo, name: &str) -> TariffForm {
    let start = demo.tariff("VPS Start").await;
    TariffForm { name: name.to_owned(), currency: "EUR".to_owned(), ..form(demo, start).await }
}

async fn history(demo: &Demo, id: TariffId) -> Vec<Change> {
    let root = (Root::Tariff, id.get());
    change_history(&demo.engine, demo.staff, root, 0, 50).await.unwrap().changes
}

/// What a change says of a field: old and new.
fn told<'a>(change: &'a Change, field: &str) -> (Option<&'a str>, Option<&'a str>) {
    let field = change.fields.iter().find(|told| told.field == field);
    field.map_or((None, None), |told| (told.old.as_deref(), told.new.as_deref()))
}

async fn for_sale(demo: &Demo) -> Vec<String> {
    let cards = order_page(&demo.engine, demo.client).await.unwrap();
    cards.into_iter().map(|card| card.name).collect()
}

#[tokio::test]
async fn a_plan_is_added_once_and_disabled() {
    on_both(async |demo| {
        read_lists(demo).await;
        let form = new_form(demo, "VPS New").await;
        let id = add_tariff_plan(&demo.engine, demo.staff, &form, "key").await.unwrap();
        let again = add_tariff_plan(&demo.engine, demo.staff, &form, "key").await.unwrap();
        assert_eq!(again, id, "the form was sent twice");
        let added = plan(demo, id).await;
        assert!(!added.tariff.details.enabled);
        assert_eq!(added.periods.len(), 3);
        assert!(!for_sale(demo).await.contains(&"VPS New".to_owned()));
        let [change] = &history(demo, id).await[..] else { panic!("one change") };
        assert_eq!(change.verb, Verb::Added);
        assert_eq!(told(change, "Cost, 1 month"), (None, Some("4.90 EUR")));
        assert_eq!(told(change, "modules"), (None, Some("VMmanager 6")));
        let client = add_tariff_plan(&demo.engine, demo.client, &form, "other").await;
        assert!(matches!(client, Err(Error::Forbidden(_))));
        let keyless = add_tariff_plan(&demo.engine, demo.staff, &form, "").await;
        assert_eq!(refusals(keyless), [Refusal::BadForm]);
    })
    .await;
}

#[tokio::test]
async fn a_plan_without_what_an_order_needs_is_not_enabled() {
    on_both(async |demo| {
        read_lists(demo).await;
        let empty = TariffForm {
            modules: Vec::new(),
            periods: Vec::new(),
            systems: Vec::new(),
            ..new_form(demo, "VPS Empty").await
        };
        let id = add_tariff_plan(&demo.engine, demo.staff, &empty, "key").await.unwrap();
        let refused = switch_tariff(&demo.engine, demo.staff, id, true).await;
        let refused = refusals(refused);
        let [Refusal::ConfigurationErrors { errors }] = &refused[..] else { panic!("{refused:?}") };
        assert!(errors.len() >= 3, "{errors:?}");
        assert!(!plan(demo, id).await.tariff.details.enabled);
    })
    .await;
}

#[tokio::test]
async fn what_staff_change_is_what_the_next_client_sees() {
    on_both(async |demo| {
        read_lists(demo).await;
        let id = demo.tariff("VPS Start").await;
        let mut edited = form(demo, id).await;
        edited.name = "VPS First".to_owned();
        edited.periods.first_mut().unwrap().cost = "5.50".to_owned();
        edited.systems.retain(|system| system.id == "3");
        edited.systems.push(TypedSystem {
            id: "2".to_owned(),
            name: "Ubuntu".to_owned(),
            sort: "1".to_owned(),
        });
        edit_tariff(&demo.engine, demo.staff, id, &edited).await.unwrap();
        assert!(for_sale(demo).await.contains(&"VPS First".to_owned()));
        let offer = demo.form_page(id).await.offer.unwrap();
        assert_eq!(offer.prices.period(Period::months(1)).unwrap().cost.minor(), 550);
        let systems: Vec<&str> = offer.systems.iter().map(|system| system.name.as_str()).collect();
        assert!(systems.contains(&"Ubuntu") && !systems.contains(&"Debian 12"), "{systems:?}");

        switch_tariff(&demo.engine, demo.staff, id, false).await.unwrap();
        switch_tariff(&demo.engine, demo.staff, id, false).await.unwrap();
        assert!(!for_sale(demo).await.contains(&"VPS First".to_owned()));
        let [off, change, ..] = &history(demo, id).await[..] else { panic!("two changes") };
        assert_eq!(told(off, "status"), (Some("enabled"), Some("disabled")));
        assert_eq!(told(change, "name"), (Some("VPS Start"), Some("VPS First")));
        assert_eq!(told(change, "Cost, 1 month"), (Some("4.90 EUR"), Some("5.50 EUR")));
        assert_eq!(change.actor.as_deref(), Some("Demo staff"));
        assert_eq!(told(change, "provider"), (None, None), "what did not change is not told");
    })
    .await;
}

#[tokio::test]
async fn a_double_submit_is_harmless_and_two_staff_do_not_write_over_each_other() {
    on_both(async |demo| {
        read_lists(demo).await;
        let id = demo.tariff("VPS Start").await;
        let (first, second) = (form(demo, id).await, form(demo, id).await);
        let first = TariffForm { description: "First".to_owned(), ..first };
        edit_tariff(&demo.engine, demo.staff, id, &first).await.unwrap();
        edit_tariff(&demo.engine, demo.staff, id, &first).await.unwrap();
        assert_eq!(history(demo, id).await.len(), 1);
        let second = TariffForm { description: "Second".to_owned(), ..second };
        let refused = refusals(edit_tariff(&demo.engine, demo.staff, id, &second).await);
        let [Refusal::ChangedMeanwhile { by, at_ms }] = &refused[..] else { panic!("{refused:?}") };
        assert_eq!((by.as_deref(), at_ms.is_some()), (Some("Demo staff"), true));
        assert_eq!(plan(demo, id).await.tariff.details.description, "First");
        let seen = TariffForm { version: plan(demo, id).await.tariff.version, ..second };
        edit_tariff(&demo.engine, demo.staff, id, &seen).await.unwrap();
        assert_eq!(plan(demo, id).await.tariff.details.description, "Second");
    })
    .await;
}

#[tokio::test]
async fn an_ordered_service_keeps_what_it_was_sold() {
    on_both(async |demo| {
        read_lists(demo).await;
        let ordered = demo.delivered("one").await;
        let before = services::find(demo.db(), ordered).await.unwrap().unwrap();
        let id = before.tariff_id;
        let edited = TariffForm {
            name: "VPS Other".to_owned(),
            preset: "2".to_owned(),
            systems: vec![TypedSystem { id: "3".to_owned(), name: "Alma".to_owned(), sort: String::new() }],
            delete_mode: "at_once".to_owned(),
            suspend_release_days: "1".to_owned(),
            ..form(demo, id).await
        };
        edit_tariff(&demo.engine, demo.staff, id, &edited).await.unwrap();
        let kept = services::find(demo.db(), ordered).await.unwrap().unwrap();
        assert_eq!(kept.sold, before.sold);
        assert_eq!((kept.tariff_name.as_str(), kept.os_name.as_str()), ("VPS Start", "Debian 12"));
        // It was sold with deletion after the paid period; a new order is not.
        delete_service(&demo.engine, demo.client, ordered).await.unwrap();
        let waits = services::find(demo.db(), ordered).await.unwrap().unwrap();
        assert_eq!(waits.delete_on, Some(waits.paid_until));

        let next = order(demo, id, "two").await;
        let next = services::find(demo.db(), next).await.unwrap().unwrap();
        assert_eq!(next.sold.preset_id, Some(RemoteId::new("2")));
        assert_eq!((next.sold.cpu_number, next.sold.suspend_release_days), (2, 1));
        assert_eq!((next.tariff_name.as_str(), next.os_name.as_str()), ("VPS Other", "Alma"));
    })
    .await;
}

async fn order(demo: &Demo, id: TariffId, key: &str) -> ServiceId {
    let mut form = demo.form(id, "No control panel").await;
    form.os = "3".to_owned();
    engine::actions::place_order(&demo.engine, demo.client, id, &form, key).await.unwrap().service_id
}

#[tokio::test]
async fn the_currency_of_a_plan_with_prices_is_fixed() {
    on_both(async |demo| {
        let id = demo.tariff("VPS Start").await;
        assert!(plan(demo, id).await.currency_is_fixed);
        let other = TariffForm { currency: "USD".to_owned(), ..form(demo, id).await };
        let refused = refusals(edit_tariff(&demo.engine, demo.staff, id, &other).await);
        let [Refusal::Field(problem)] = &refused[..] else { panic!("{refused:?}") };
        assert_eq!((problem.field.as_str(), &problem.problem), ("currency", &Problem::Fixed));
    })
    .await;
}

#[tokio::test]
async fn recipes_are_kept_for_each_panel() {
    on_both(async |demo| {
        read_lists(demo).await;
        let id = demo.tariff("VPS Start").await;
        let panels = plan(demo, id).await.panels;
        let [first, second, ..] = &panels[..] else { panic!("{panels:?}") };
        let automatic = TypedRecipe {
            value: first.value_id.to_string(),
            install: "automatic".to_owned(),
            recipe: "1".to_owned(),
            params: "KEY={license_key}".to_owned(),
            steps: String::new(),
        };
        let by_client = TypedRecipe {
            value: second.value_id.to_string(),
            install: "by_client".to_owned(),
            steps: "Log in, run the installer.".to_owned(),
            ..TypedRecipe::default()
        };
        let edited = TariffForm { recipes: vec![automatic, by_client], ..form(demo, id).await };
        edit_tariff(&demo.engine, demo.staff, id, &edited).await.unwrap();
        let recipes = store::tariffs::recipes::list(demo.db(), id).await.unwrap();
        assert_eq!(recipes.iter().map(|recipe| recipe.run.is_some()).collect::<Vec<_>>(), [true, false]);
        let [change] = &history(demo, id).await[..] else { panic!("one change") };
        let field = format!("Installation of {}", first.name);
        let how = "by the recipe ispmanager 6 with KEY={license_key}";
        assert_eq!(told(change, &field), (None, Some(how)));
    })
    .await;
}

#[tokio::test]
async fn a_copy_has_everything_and_is_disabled() {
    on_both(async |demo| {
        let id = demo.tariff("VPS Start").await;
        let missing = refusals(copy_tariff(&demo.engine, demo.staff, id, " ", "key").await);
        assert!(matches!(&missing[..], [Refusal::Field(_)]), "{missing:?}");
        let copy = copy_tariff(&demo.engine, demo.staff, id, "VPS Start 2", "key").await.unwrap();
        let again = copy_tariff(&demo.engine, demo.staff, id, "VPS Start 2", "key").await.unwrap();
        assert_eq!(copy, again);
        let (original, copied) = (plan(demo, id).await, plan(demo, copy).await);
        assert_eq!(copied.tariff.details.name, "VPS Start 2");
        assert!(!copied.tariff.details.enabled);
        assert_eq!(copied.periods, original.periods);
        assert_eq!((copied.modules, copied.systems), (original.modules, original.systems));
        assert_eq!(copied.panels, original.panels);
        switch_tariff(&demo.engine, demo.staff, copy, true).await.unwrap();
        let offer = |page: engine::reads::OrderFormPage| page.offer.unwrap().prices;
        let (original, copied) = (offer(demo.form_page(id).await), offer(demo.form_page(copy).await));
        assert_eq!(copied.periods, original.periods);
        let prices = |list: &domain::price::PriceList| -> Vec<_> {
            list.options
                .iter()
                .flat_map(|option| option.values.iter().map(|value| value.prices.clone()))
                .collect()
        };
        assert_eq!(prices(&copied), prices(&original));
        let added = history(demo, copy).await.pop().unwrap();
        assert_eq!(told(&added, "copied_from"), (None, Some("VPS Start")));
    })
    .await;
}

#[tokio::test]
async fn a_plan_that_was_ordered_is_not_deleted_and_says_by_whom() {
    on_both(async |demo| {
        let id = demo.tariff("VPS Start").await;
        let service = demo.delivered("one").await;
        let refused = refusals(delete_tariff(&demo.engine, demo.staff, id).await);
        let [Refusal::InUse { uses, more: 0 }] = &refused[..] else { panic!("{refused:?}") };
        let uses: Vec<_> = uses.iter().map(|used| (used.what, used.id)).collect();
        assert_eq!(uses, [(UsedBy::Service, service.get())]);

        let copy = copy_tariff(&demo.engine, demo.staff, id, "Copy", "key").await.unwrap();
        delete_tariff(&demo.engine, demo.staff, copy).await.unwrap();
        delete_tariff(&demo.engine, demo.staff, copy).await.unwrap();
        let gone = tariff_form(&demo.engine, demo.staff, Some(copy)).await;
        assert!(matches!(gone, Err(Error::NotFound)));
        let told_of = history(demo, copy).await;
        assert_eq!(told_of.first().unwrap().verb, Verb::Deleted);
    })
    .await;
}

#[tokio::test]
async fn staff_list_plans_and_clients_do_not() {
    on_both(async |demo| {
        let wanted = TariffsWanted {
            search: "vps",
            enabled: Some(true),
            sort: TariffsSort::Cost,
            descending: true,
            limit: 2,
            offset: 0,
        };
        let page = tariffs(&demo.engine, demo.staff, &wanted).await.unwrap();
        assert_eq!(page.total, 3);
        let lines: Vec<_> =
            page.lines.iter().map(|line| (line.name.as_str(), line.modules.as_str())).collect();
        assert_eq!(lines, [("VPS Max", "VMmanager 6"), ("VPS Business", "VMmanager 6")]);
        let client = tariffs(&demo.engine, demo.client, &wanted).await;
        assert!(matches!(client, Err(Error::Forbidden(_))));
    })
    .await;
}
