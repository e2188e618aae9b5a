//! The wizard that adds a module.

use axum::http::StatusCode;
use engine::Caller;
use engine::actions::{NewRole, Newcomer, add_user};

use crate::main_job::reading::{all, form_with, one, rows};
use crate::support::browser::{PASSWORD, Page, STAFF, TestClient};

pub const MODULES: &str = "/staff/integration/processing-modules";
pub const SECRET: &str = "sandbox-reseller2";

/// What is typed into one step, beside what the page offers.
pub type Fields<'a> = [(&'a str, &'a str)];

/// Presses a button of a step with fields filled in; answers with the address that it leads to and that page.
pub async fn press(browser: &TestClient, page: &Page, button: &str, fields: &Fields<'_>) -> (String, Page) {
    let mut form = form_with(page, button).with("go", &button.to_lowercase());
    for (name, value) in fields {
        form = form.with(name, value);
    }
    let answer = browser.post_form(&form.action, &form.pairs()).await;
    let next = answer.location().unwrap_or_else(|| panic!("{}: {}", answer.status, answer.text)).to_owned();
    let page = browser.get(&next).await;
    (next, page)
}

/// Goes to the third step; answers with its page.
pub async fn to_connection(browser: &TestClient, product: &str, module: &str) -> (String, Page) {
    let start = browser.get(&format!("{MODULES}/add")).await;
    let (_, page) = press(browser, &start, "Next", &[("product_type", product)]).await;
    press(browser, &page, "Next", &[("module", module)]).await
}

fn value(page: &Page, name: &str) -> String {
    page.attribute(&format!("main [name={name}]"), "value").unwrap_or_default()
}

fn step(page: &Page) -> String {
    one(page, ".wizard [aria-current=step]")
}

on_both! {
    async fn a_license_server_is_added_in_four_steps_that_survive_reload_and_back(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let start = staff.get(&format!("{MODULES}/add")).await;
        assert_eq!(step(&start), "Product type");
        let (at, page) = press(&staff, &start, "Next", &[("product_type", "licenses")]).await;
        assert_eq!((step(&page), step(&staff.get(&at).await)), ("Processing module".into(), "Processing module".into()));
        // Back, and on again: what was chosen is still chosen.
        let (_, page) = press(&staff, &page, "Back", &[("module", "billmanager")]).await;
        assert!(page.attribute("input[name=product_type][value=licenses]", "checked").is_some(), "{}", page.text);
        let (_, page) = press(&staff, &page, "Next", &[]).await;
        assert!(page.attribute("input[name=module][value=billmanager]", "checked").is_some(), "{}", page.text);
        let (at, page) = press(&staff, &page, "Next", &[]).await;
        assert_eq!(step(&page), "Integration settings");

        let url = app.sandbox.url();
        let account = [("url", url.as_str()), ("username", "reseller2"), ("password", SECRET)];
        let (_, page) = press(&staff, &page, "Back", &account).await;
        assert_eq!(step(&page), "Processing module");
        let page = staff.get(&at).await;
        assert_eq!((value(&page, "url"), value(&page, "username")), (url.clone(), "reseller2".to_owned()));
        assert_eq!(page.attribute("#password", "value"), None);
        assert!(one(&page, "#password-help").contains("Leave empty to keep the password you entered"));

        let (at, page) = press(&staff, &page, "Next", &[]).await;
        assert_eq!(step(&page), "Processing module parameters");
        assert_eq!(value(&page, "currency"), "EUR", "as the account has it");
        let (_, page) = press(&staff, &page, "Back", &[("name", "Second seller"), ("min_balance", "12,5")]).await;
        assert!(one(&page, ".note--ok").contains("Logged in as reseller2"), "{}", page.text);
        let page = staff.get(&at).await;
        assert_eq!((value(&page, "name"), value(&page, "min_balance")), ("Second seller".into(), "12,5".into()));

        // A wrong value comes back beside its field, with everything else as it was typed.
        let wrong = [("time_zone", "Mars/Base"), ("datacenter", "North")];
        let (at, page) = press(&staff, &page, "Finish", &wrong).await;
        assert_eq!(one(&page, "#time_zone-error"), "A time zone is a name like Europe/Berlin or UTC.");
        let reloaded = staff.get(&at).await;
        for page in [&page, &reloaded] {
            assert_eq!((value(page, "datacenter"), value(page, "time_zone")), ("North".into(), "Mars/Base".into()));
        }
        let (at, page) = press(&staff, &reloaded, "Finish", &[("time_zone", "Europe/Berlin")]).await;
        assert_eq!(at, format!("{MODULES}/3"));
        assert_eq!(one(&page, ".flash"), "The processing module was added.");
        let list = rows(&staff.get(MODULES).await);
        let row = list.iter().find(|row| row[2].starts_with("Second seller")).unwrap();
        assert_eq!((row[3].as_str(), row[4].as_str(), row[5].as_str()), ("BILLmanager", "North", "0 services"));
        assert!(row[8].contains("Active") && row[8].contains("works"), "{row:?}");
    }

    async fn a_vmmanager_takes_its_cluster_from_the_live_list_and_its_license_server(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let (_, page) = to_connection(&staff, "vps", "vmmanager6").await;
        // The same VMmanager under another name: the seed has it as 127.0.0.1.
        let url = app.sandbox.url().replace("127.0.0.1", "localhost");
        let account = [("url", url.as_str()), ("username", "admin@sandbox.test"), ("password", "sandbox-admin")];
        let (_, page) = press(&staff, &page, "Next", &account).await;
        let (_, page) = if step(&page) == "Integration settings" {
            // It slept, and said so.
            assert!(one(&page, ".flash--danger").contains("busy"), "{}", page.text);
            press(&staff, &page, "Next", &[]).await
        } else {
            (String::new(), page)
        };
        assert_eq!(step(&page), "Processing module parameters");
        let clusters = all(&page, "select[name=cluster] option");
        assert!(!clusters.is_empty() && clusters.iter().all(|name| !name.is_empty()), "{clusters:?}");
        let servers = all(&page, "select[name=license_server] option");
        assert_eq!(servers, ["None: no control panels", "License server"]);
        let (at, page) = press(&staff, &page, "Finish", &[("license_server", "1"), ("name", "Second VMmanager")]).await;
        assert_eq!(at, format!("{MODULES}/3"), "{}", page.text);
        assert_eq!(page.attribute("select[name=license_server] option[selected]", "value").as_deref(), Some("1"));
        assert!(page.attribute("input[name=use_recipes]", "checked").is_some());
    }

    async fn finishing_twice_adds_one_module(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let (_, page) = to_connection(&staff, "licenses", "billmanager").await;
        let url = app.sandbox.url();
        let account = [("url", url.as_str()), ("username", "reseller2"), ("password", SECRET)];
        let (_, page) = press(&staff, &page, "Next", &account).await;
        let form = form_with(&page, "Finish").with("go", "finish");
        let fields = form.pairs();
        let (first, second) =
            tokio::join!(staff.post_form(&form.action, &fields), staff.post_form(&form.action, &fields));
        let third = staff.post_form(&form.action, &form.pairs()).await;
        let module = format!("{MODULES}/3");
        for answer in [first, second, third] {
            assert_eq!(answer.location(), Some(module.as_str()), "{}", answer.text);
        }
        assert_eq!(rows(&staff.get(MODULES).await).len(), 3);
    }

    async fn an_account_is_entered_once_and_the_page_leads_to_the_module_it_has(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let (_, page) = to_connection(&staff, "licenses", "billmanager").await;
        // The seed's own account, its address written otherwise.
        let url = format!("{}/billmgr?func=logon", app.sandbox.url());
        let account = [("url", url.as_str()), ("username", "reseller"), ("password", "sandbox-reseller")];
        let (_, page) = press(&staff, &page, "Next", &account).await;
        assert_eq!(step(&page), "Integration settings");
        assert_eq!(one(&page, ".flash"), "This account is entered already, as License server.");
        assert_eq!(page.attribute(".note--warn a", "href").unwrap(), format!("{MODULES}/1"));
    }

    async fn another_persons_draft_is_not_there(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let (at, page) = to_connection(&staff, "licenses", "billmanager").await;
        let newcomer = Newcomer {
            login: "second@demo.test",
            name: "Second staff",
            password: PASSWORD.into(),
            role: NewRole::Staff,
        };
        add_user(&app.engine, Caller::Operator, newcomer).await.unwrap();
        let other = app.logged_in("second@demo.test").await;
        assert_eq!(other.get(&at).await.status, StatusCode::NOT_FOUND);
        let form = form_with(&page, "Next").with("go", "next").with("url", "https://evil.example");
        let answer = other.post_form(&form.action, &form.pairs()).await;
        assert!(!answer.status.is_success(), "{}", answer.text);
        assert_eq!(value(&staff.get(&at).await, "url"), "", "nothing was changed");
        assert_eq!(staff.get(&format!("{MODULES}/add/{}/connection", uuid::Uuid::new_v4())).await.status,
            StatusCode::NOT_FOUND);
    }

    async fn a_step_that_is_not_due_leads_to_the_one_that_is(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let (at, _) = to_connection(&staff, "licenses", "billmanager").await;
        let ahead = at.replace("/connection", "/parameters");
        assert_eq!(staff.get(&ahead).await.location(), Some(at.as_str()));
    }
}
