//! A password that staff enter is never seen again.

use super::wizard::{MODULES, SECRET, press, to_connection};
use crate::main_job::reading::{form_with, rows};
use crate::support::browser::STAFF;
use crate::support::crawl::walk;
use crate::support::log::Log;

/// A password that is refused, and one that is set later.
const WRONG: &str = "wrong-horse-battery";

on_both! {
    async fn a_password_stands_in_no_page_no_address_no_log_no_session_and_no_history(app: TestApp) {
        let log = Log::listen();
        let staff = app.logged_in(STAFF).await;
        let (at, page) = to_connection(&staff, "licenses", "billmanager").await;
        let url = app.sandbox.url();
        let account = [("url", url.as_str()), ("username", "reseller2")];
        let with = |password| [account.as_slice(), &[("password", password)]].concat();
        let mut seen = Vec::new();
        // Refused by the license server, kept on the way back, refused for another field, and at last right.
        let (next, page) = press(&staff, &page, "Next", &with(WRONG)).await;
        seen.extend([next, page.text.clone()]);
        let (next, back) = press(&staff, &page, "Back", &with(SECRET)).await;
        seen.extend([next, back.text]);
        let page = staff.get(&at).await;
        let broken = [("url", "ftp://x"), ("username", "reseller2"), ("password", SECRET)];
        let (next, broken) = press(&staff, &page, "Next", &broken).await;
        seen.extend([next, broken.text]);
        let (next, page) = press(&staff, &page, "Next", &with(SECRET)).await;
        assert!(next.ends_with("/parameters"), "{}", page.text);
        let kept = app.contents().await.0;
        seen.extend([next, page.text.clone()]);
        let (module, page) = press(&staff, &page, "Finish", &[]).await;
        seen.push(page.text.clone());

        // An edit that is refused, and one that is saved with the same password typed again.
        let edit = form_with(&page, "Save").with("password", WRONG);
        let refused = staff.submit(&edit.action, &edit.pairs()).await;
        assert!(refused.text.contains("password is wrong"), "{}", refused.text);
        let edit = edit.with("password", SECRET);
        let saved = staff.submit(&edit.action, &edit.pairs()).await;
        seen.extend([refused.text, saved.text]);
        let history = staff.get(&format!("{module}/history")).await;
        let told = rows(&history);
        assert!(told[0][3].contains("Password") && told[0][3].contains("changed"), "{told:?}");
        for path in walk(&staff, MODULES).await.paths {
            seen.push(staff.get(&path).await.text);
        }
        for secret in [SECRET, WRONG] {
            assert!(!seen.iter().any(|text| text.contains(secret)), "a page or an address shows {secret}");
            for rows in [&kept, &app.contents().await.0] {
                for (table, rows) in rows {
                    assert!(!rows.iter().any(|row| row.contains(secret)), "{table} keeps {secret} in the clear");
                }
            }
            let log = log.text();
            assert!(log.contains("send_module_step"), "nothing was logged");
            let told = log.lines().find(|line| line.contains(secret));
            assert_eq!(told, None, "{secret} was logged");
        }
    }
}
