//! What can be wrong with a connection: different messages that a person can act on.

use std::collections::BTreeSet;

use sandbox::Certificate;
use tokio::net::TcpListener;

use super::wizard::{MODULES, press, to_connection};
use crate::main_job::reading::{all, one, rows};
use crate::support::browser::STAFF;

on_both! {
    async fn every_failure_of_a_license_server_has_words_and_a_hint_of_its_own(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let self_signed = app.sandbox.listen_tls(listener, Certificate::SelfSigned).await.unwrap();
        let base = app.sandbox.url();
        let nobody = "http://127.0.0.1:9".to_owned();
        let cases = [
            (base.clone(), "reseller2", "wrong", "The user name or the password is wrong.", "Type both again"),
            (base.clone(), "elsewhere", "sandbox-elsewhere", "address of this machine are not allowed", "allowed addresses"),
            (base.clone(), "secondfactor", "sandbox-secondfactor", "second factor (2FA)", "Switch it off"),
            (base.clone(), "blocked", "sandbox-blocked", "The user is blocked.", "unblocked"),
            (nobody, "reseller2", "x", "nothing listens at this port", "Check the port"),
            ("http://nowhere.invalid".to_owned(), "reseller2", "x", "host name in the URL is not known", "spelling"),
            (format!("{base}/plain/billmgr"), "reseller2", "x", "it is not a BILLmanager", "Open the URL in a browser"),
            (self_signed, "reseller2", "x", "self-signed", "Install a certificate"),
        ];
        let mut said = BTreeSet::new();
        for (url, user, password, problem, hint) in &cases {
            let (at, page) = to_connection(&staff, "licenses", "billmanager").await;
            let account = [("url", url.as_str()), ("username", user), ("password", password)];
            let (next, page) = press(&staff, &page, "Next", &account).await;
            assert_eq!(next, at, "{problem}");
            let note = one(&page, ".flash--danger");
            assert!(note.contains(problem) && note.contains(hint) && note.contains("The answer was:"), "{url}: {note}");
            said.insert(all(&page, ".flash--danger p strong"));
            // It says so after a reload too, and nothing typed is lost.
            let reloaded = staff.get(&at).await;
            assert_eq!(one(&reloaded, ".flash--danger"), note);
            assert_eq!(reloaded.attribute("#url", "value").as_deref(), Some(url.as_str()));
            assert_eq!(reloaded.attribute("#username", "value").as_deref(), Some(*user));
            // There is no way past it.
            let ahead = staff.get(&at.replace("/connection", "/parameters")).await;
            assert_eq!(ahead.location(), Some(at.as_str()), "{problem}");
        }
        assert_eq!(said.len(), cases.len(), "two failures share words: {said:?}");
        assert_eq!(rows(&staff.get(MODULES).await).len(), 2, "nothing was added");
    }

    async fn a_wrong_password_that_is_put_right_leads_on(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let (_, page) = to_connection(&staff, "licenses", "billmanager").await;
        let url = app.sandbox.url();
        let account = [("url", url.as_str()), ("username", "reseller2"), ("password", "wrong")];
        let (_, page) = press(&staff, &page, "Next", &account).await;
        let (at, page) = press(&staff, &page, "Next", &[("password", "sandbox-reseller2")]).await;
        assert!(at.ends_with("/parameters"), "{}", page.text);
    }

    async fn a_module_with_missing_rights_is_added_only_where_staff_want_it_anyway(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let cases = [("noorder", "may not order licenses"), ("nosuspend", "may not suspend and delete licenses")];
        for (user, problem) in cases {
            let (at, page) = to_connection(&staff, "licenses", "billmanager").await;
            let (url, password) = (app.sandbox.url(), format!("sandbox-{user}"));
            let account = [("url", url.as_str()), ("username", user), ("password", password.as_str())];
            let (next, page) = press(&staff, &page, "Next", &account).await;
            assert_eq!(next, at, "{user}");
            let warning = one(&page, ".flash--warn");
            assert!(warning.contains("rights are missing") && warning.contains(problem), "{user}: {warning}");
            let (next, _) = press(&staff, &page, "Next", &[]).await;
            assert_eq!(next, at, "{user}: nobody has ticked it");
            let (_, page) = press(&staff, &page, "Next", &[("add_anyway", "on")]).await;
            let (added, page) = press(&staff, &page, "Finish", &[]).await;
            assert_eq!(one(&page, ".flash"), "The processing module was added.", "{added}");
            assert!(one(&page, ".split__side").contains(problem), "the module's page says what is missing");
        }
    }

    async fn a_vmmanager_says_what_is_wrong_with_it_too(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let base = app.sandbox.url().replace("127.0.0.1", "localhost");
        let cases = [
            (base.clone(), "admin@sandbox.test", "wrong", "password is wrong"),
            (base.clone(), "user@sandbox.test", "sandbox-user", "not an administrator"),
            (base.clone(), "secondfactor@sandbox.test", "sandbox-secondfactor", "second factor"),
            (format!("{base}/plain"), "admin@sandbox.test", "x", "not a VMmanager 6"),
        ];
        for (url, user, password, problem) in cases {
            let (at, page) = to_connection(&staff, "vps", "vmmanager6").await;
            let account = [("url", url.as_str()), ("username", user), ("password", password)];
            let (mut next, mut page) = press(&staff, &page, "Next", &account).await;
            if all(&page, ".flash--danger").iter().any(|note| note.contains("busy")) {
                // It slept.
                (next, page) = press(&staff, &page, "Next", &[]).await;
            }
            assert_eq!(next, at, "{problem}");
            let notes = [all(&page, ".flash--danger"), all(&page, ".flash--warn")].concat();
            assert!(notes.iter().any(|note| note.contains(problem)), "{problem}: {notes:?}");
        }
    }
}
