//! Processing modules: edits and their history, switches, deletion, drafts.

use std::collections::BTreeMap;

use domain::catalogue::Root;
use domain::form::{FieldProblem, Problem};
use domain::{ModuleId, ModuleKind, ModuleState, ModuleStep};
use engine::actions::{
    Finished, ModuleEdit, Switch, add_module, delete_module, edit_module, finish_draft, keep_step, send_step,
    set_module_state, start_draft, switch_module,
};
use engine::modules::{Account, Place, Setup, System, Typed};
use engine::reads::{module, module_deletion, module_draft};
use engine::{Caller, Error, Refusal, UsedBy};
use secrecy::ExposeSecret;
use store::modules::vm_server::VmServer;
use store::modules::{PASSWORD_COLUMN, find, license_server};
use store::{catalogue_changes, drafts, modules};
use tokio::net::TcpListener;

use crate::support::{Demo, on_both, refusals};

/// The seed's license server and VMmanager.
async fn seeded(demo: &Demo) -> [ModuleId; 2] {
    let all = modules::list(demo.db()).await.unwrap();
    let of = |kind| all.iter().find(|module| module.kind == kind).unwrap().id;
    [of(ModuleKind::Billmanager), of(ModuleKind::Vmmanager6)]
}

async fn edit(demo: &Demo, id: ModuleId, fields: &[(&str, &str)]) -> ModuleEdit {
    let page = module(&demo.engine, demo.staff, id).await.unwrap();
    let mut typed = page.typed;
    typed.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    ModuleEdit { typed, password: String::new().into(), version: page.version }
}

/// What the history tells, the newest change first: field, old, new.
async fn told(demo: &Demo, id: ModuleId) -> Vec<Vec<(String, String, String)>> {
    let root = (Root::Module, id.get());
    let changes = catalogue_changes::of_root(demo.db(), root, 0, 50).await.unwrap();
    let field = |change: domain::catalogue::FieldChange| {
        (change.field, change.old.unwrap_or_default(), change.new.unwrap_or_default())
    };
    changes.into_iter().map(|change| change.fields.into_iter().map(field).collect()).collect()
}

fn line(field: &str, old: &str, new: &str) -> (String, String, String) {
    (field.to_owned(), old.to_owned(), new.to_owned())
}

fn typed(fields: &[(&str, &str)]) -> Typed {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn unused(name: &str) -> Setup {
    Setup {
        account: Account {
            kind: ModuleKind::Vmmanager6,
            url: format!("https://{name}.example.com"),
            username: "admin@example.com".to_owned(),
        },
        place: Place {
            name: name.to_owned(),
            datacenter: "North".to_owned(),
            department: String::new(),
            sort: 9,
            min_balance_e4: None,
        },
        system: System::VmServer(VmServer {
            cluster_id: domain::RemoteId::new("1"),
            use_recipes: true,
            license_server_id: None,
        }),
    }
}

#[tokio::test]
async fn an_edit_is_told_in_words_and_changes_nothing_twice() {
    on_both(async |demo| {
        let [server, _] = seeded(demo).await;
        let fields = [
            ("min_balance", "100"),
            ("claim_policy", "nearest_covering"),
            ("shortest_renewals", "on"),
            ("sort", "5"),
        ];
        let sent = edit(demo, server, &fields).await;
        edit_module(&demo.engine, demo.staff, server, &sent).await.unwrap();
        // Sent once more it is what is stored already.
        edit_module(&demo.engine, demo.staff, server, &sent).await.unwrap();
        let told = told(demo, server).await;
        assert_eq!(told.len(), 2, "one edit after the module was added: {told:?}");
        let expected = [
            line("sort", "1", "5"),
            line("min_balance", "", "100.00 EUR"),
            line("claim_policy", "latest expiry first", "nearest covering"),
            line("shortest_renewals", "off", "on"),
        ];
        assert_eq!(told[0], expected);
        let settings = license_server::find(demo.db(), server).await.unwrap().unwrap();
        assert!(settings.shortest_renewals);
        let password = find(demo.db(), server).await.unwrap().unwrap().password;
        let opened = demo.engine.keyring().open(PASSWORD_COLUMN, &password).unwrap();
        assert_eq!(opened.expose_secret(), "sandbox-reseller", "an empty password leaves the old one");
    })
    .await;
}

#[tokio::test]
async fn two_staff_who_edit_one_module_are_told_of_each_other() {
    on_both(async |demo| {
        let [server, _] = seeded(demo).await;
        let first = edit(demo, server, &[("name", "Seller")]).await;
        let second = edit(demo, server, &[("department", "Night shift")]).await;
        edit_module(&demo.engine, demo.staff, server, &first).await.unwrap();
        let refused = refusals(edit_module(&demo.engine, demo.staff, server, &second).await);
        assert!(
            matches!(&refused[..], [Refusal::ChangedMeanwhile { by: Some(by), .. }] if by == "Demo staff")
        );
        assert_eq!(find(demo.db(), server).await.unwrap().unwrap().name, "Seller");
    })
    .await;
}

#[tokio::test]
async fn every_problem_of_a_modules_form_stands_beside_its_field() {
    on_both(async |demo| {
        let [server, vm] = seeded(demo).await;
        let fields =
            [("url", "ftp://x"), ("name", " "), ("time_zone", "Mars/Base"), ("reserve_days", "many")];
        let sent = edit(demo, server, &fields).await;
        let refused = refusals(edit_module(&demo.engine, demo.staff, server, &sent).await);
        let problem = |field: &str, problem| Refusal::Field(FieldProblem::new(field, problem));
        let expected = [
            problem("url", Problem::NotAUrl),
            problem("name", Problem::Missing),
            problem("time_zone", Problem::NotATimeZone),
            problem("reserve_days", Problem::NotANumber),
        ];
        assert_eq!(refused, expected);
        let itself = vm.to_string();
        let sent = edit(demo, vm, &[("license_server", &itself)]).await;
        let refused = refusals(edit_module(&demo.engine, demo.staff, vm, &sent).await);
        assert_eq!(refused, [problem("license_server", Problem::NotAChoice)]);
    })
    .await;
}

#[tokio::test]
async fn a_module_does_not_lead_away_from_the_servers_it_made() {
    on_both(async |demo| {
        let [_, vm] = seeded(demo).await;
        let elsewhere = edit(demo, vm, &[("url", "http://127.0.0.1:8")]).await;
        let free = edit_module(&demo.engine, demo.staff, vm, &elsewhere).await;
        assert!(
            matches!(&refusals(free)[..], [Refusal::NotConnected { .. }]),
            "nobody is there, so it asks first"
        );
        demo.order("No control panel", "one").await.unwrap();
        let refused = refusals(edit_module(&demo.engine, demo.staff, vm, &elsewhere).await);
        assert_eq!(refused, [Refusal::AccountInUse { kind: ModuleKind::Vmmanager6, count: 1 }]);
    })
    .await;
}

#[tokio::test]
async fn a_module_in_use_is_not_deleted_and_an_unused_one_is_once() {
    on_both(async |demo| {
        let [server, vm] = seeded(demo).await;
        demo.order("ispmanager 6 lite", "one").await.unwrap();
        let refused = refusals(delete_module(&demo.engine, demo.staff, server).await);
        let [Refusal::InUse { uses, more: 0 }] = &refused[..] else { panic!("{refused:?}") };
        let names: Vec<_> = uses.iter().map(|used| (used.what, used.name.as_str())).collect();
        assert_eq!(names, [(UsedBy::Module, "VMmanager 6"), (UsedBy::Service, "web.example.com")]);
        let page = module_deletion(&demo.engine, demo.staff, vm).await.unwrap();
        assert_eq!((page.uses.len(), page.more), (5, 0), "four tariffs and a service: {:?}", page.uses);

        let id = add_module(&demo.engine, demo.staff, &unused("spare"), &"secret".into()).await.unwrap();
        assert!(module_deletion(&demo.engine, demo.staff, id).await.unwrap().uses.is_empty());
        delete_module(&demo.engine, demo.staff, id).await.unwrap();
        delete_module(&demo.engine, demo.staff, id).await.unwrap();
        assert!(find(demo.db(), id).await.unwrap().is_none());
        let told = told(demo, id).await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains(&line("name", "spare", "")), "{told:?}");
        let never = delete_module(&demo.engine, demo.staff, ModuleId::new(999)).await;
        assert!(matches!(never, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_switch_is_recorded_and_thrown_once() {
    on_both(async |demo| {
        let [server, vm] = seeded(demo).await;
        for _ in 0..2 {
            set_module_state(&demo.engine, demo.staff, server, ModuleState::Suspended).await.unwrap();
            switch_module(&demo.engine, demo.staff, server, Switch::Purchases, false).await.unwrap();
        }
        let told = told(demo, server).await;
        assert_eq!(told[0], [line("purchases_on", "on", "off")]);
        assert_eq!(told[1], [line("status", "active", "suspended")]);
        assert_eq!(told.len(), 3);
        let settings = license_server::find(demo.db(), server).await.unwrap().unwrap();
        assert!(!settings.purchases_on && settings.renewals_on, "pausing purchases never stops renewals");
        let none = switch_module(&demo.engine, demo.staff, vm, Switch::Renewals, false).await;
        assert!(matches!(none, Err(Error::NotFound)));
        for caller in [demo.client, demo.other] {
            let refused = set_module_state(&demo.engine, caller, server, ModuleState::Active).await;
            assert!(matches!(refused, Err(Error::Forbidden(_))));
        }
    })
    .await;
}

#[tokio::test]
async fn a_draft_belongs_to_who_began_it_and_is_forgotten_after_a_week() {
    on_both(async |demo| {
        let (engine, id) = (&demo.engine, uuid::Uuid::new_v4().to_string());
        let first = typed(&[("product_type", "licenses")]);
        assert_eq!(start_draft(engine, demo.staff, &id, &first).await.unwrap(), ModuleStep::Module);
        assert_eq!(start_draft(engine, demo.staff, &id, &first).await.unwrap(), ModuleStep::Module);
        let newcomer = engine::actions::Newcomer {
            login: "second@demo.test",
            name: "Second staff",
            password: "keypool-demo".into(),
            role: engine::actions::NewRole::Staff,
        };
        let added = engine::actions::add_user(engine, Caller::Operator, newcomer).await.unwrap();
        let other = Caller::Staff { user: added.user };
        assert!(matches!(module_draft(engine, other, &id).await, Err(Error::NotFound)));
        let kept = keep_step(engine, other, &id, ModuleStep::Module, &first, None).await;
        assert!(matches!(kept, Err(Error::NotFound)));
        assert!(matches!(start_draft(engine, other, &id, &first).await, Err(Error::NotFound)));
        assert!(matches!(finish_draft(engine, other, &id, &first).await, Err(Error::NotFound)));
        assert!(matches!(module_draft(engine, Caller::Operator, &id).await, Err(Error::NotFound)));

        let mut tx = demo.db().begin().await.unwrap();
        drafts::forget_before(&mut tx, engine.clock().now_ms() - 60_000).await.unwrap();
        tx.commit().await.unwrap();
        assert!(module_draft(engine, demo.staff, &id).await.is_ok());
        let mut tx = demo.db().begin().await.unwrap();
        drafts::forget_before(&mut tx, engine.clock().now_ms() + 1).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(module_draft(engine, demo.staff, &id).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_step_is_not_passed_before_it_is_right_and_nothing_typed_is_lost() {
    on_both(async |demo| {
        let (engine, id) = (&demo.engine, uuid::Uuid::new_v4().to_string());
        start_draft(engine, demo.staff, &id, &typed(&[("product_type", "licenses")])).await.unwrap();
        let wrong = typed(&[("module", "vmmanager6")]);
        let refused = refusals(send_step(engine, demo.staff, &id, ModuleStep::Module, &wrong, None).await);
        assert_eq!(refused, [Refusal::Field(FieldProblem::new("module", Problem::NotAChoice))]);
        let right = typed(&[("module", "billmanager")]);
        let next = send_step(engine, demo.staff, &id, ModuleStep::Module, &right, None).await.unwrap();
        assert_eq!(next, ModuleStep::Connection);

        let account = typed(&[("url", "not a url"), ("username", "me"), ("sneaked_in", "x")]);
        let sent = send_step(engine, demo.staff, &id, next, &account, Some("secret".into())).await;
        assert_eq!(refusals(sent), [Refusal::Field(FieldProblem::new("url", Problem::NotAUrl))]);
        let page = module_draft(engine, demo.staff, &id).await.unwrap();
        assert_eq!((page.reached, page.has_password), (ModuleStep::Connection, true));
        assert_eq!(page.typed.get("url").map(String::as_str), Some("not a url"));
        let kept: BTreeMap<_, _> =
            drafts::find(demo.db(), &id, demo.staff.user().unwrap()).await.unwrap().unwrap().fields;
        assert!(!kept.contains_key("sneaked_in") && !format!("{kept:?}").contains("secret"), "{kept:?}");

        // Finishing too early asks the remote system first; nobody is at this address.
        let account = typed(&[("url", "http://127.0.0.1:9"), ("username", "me")]);
        keep_step(engine, demo.staff, &id, ModuleStep::Connection, &account, None).await.unwrap();
        let page = module_draft(engine, demo.staff, &id).await.unwrap();
        let finished = finish_draft(engine, demo.staff, &id, &page.typed).await.unwrap();
        assert_eq!(finished, Finished::Unchecked);
        assert_eq!(modules::list(demo.db()).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_draft_becomes_one_module_however_often_it_is_finished() {
    on_both(async |demo| {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sandbox = sandbox::start(sandbox::Config::strict(), listener).await.unwrap();
        let (engine, id) = (&demo.engine, uuid::Uuid::new_v4().to_string());
        start_draft(engine, demo.staff, &id, &typed(&[("product_type", "licenses")])).await.unwrap();
        let right = typed(&[("module", "billmanager")]);
        send_step(engine, demo.staff, &id, ModuleStep::Module, &right, None).await.unwrap();
        let account = typed(&[("url", &sandbox.url()), ("username", "reseller")]);
        let password = Some("sandbox-reseller".into());
        let next =
            send_step(engine, demo.staff, &id, ModuleStep::Connection, &account, password).await.unwrap();
        assert_eq!(next, ModuleStep::Parameters);
        let page = module_draft(engine, demo.staff, &id).await.unwrap();
        assert_eq!(page.typed.get("currency").map(String::as_str), Some("EUR"), "as the account has it");
        let finish = async || finish_draft(engine, demo.staff, &id, &page.typed).await.unwrap();
        let finished = finish().await;
        let Finished::Added(module) = finished else { panic!("{finished:?}") };
        assert_eq!(finish().await, finished);
        assert_eq!(modules::list(demo.db()).await.unwrap().len(), 3);
        let added = find(demo.db(), module).await.unwrap().unwrap();
        assert_eq!(added.url, format!("{}/billmgr", sandbox.url()));
        assert!(
            matches!(module_draft(engine, demo.staff, &id).await, Err(Error::NotFound)),
            "the draft is gone"
        );
        // The same account under another way of writing its address is the same account.
        let twice = Setup {
            account: Account {
                kind: ModuleKind::Billmanager,
                url: added.url.clone(),
                username: added.username,
            },
            ..unused("again")
        };
        let refused = refusals(add_module(engine, demo.staff, &twice, &"x".into()).await);
        assert_eq!(refused, [Refusal::AccountTaken { module, name: added.name }]);
        sandbox.shutdown().await;
    })
    .await;
}
