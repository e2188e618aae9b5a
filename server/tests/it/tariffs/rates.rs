//! Currency rates.

use super::{send, value};
use crate::main_job::reading::{form_with, one, rows};
use crate::support::browser::STAFF;

const CURRENCIES: &str = "/staff/currencies";

on_both! {
    async fn a_rate_is_added_once_edited_and_deleted(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        assert_eq!(one(&staff.get(CURRENCIES).await, ".empty__title"), "No rates yet");
        let form = form_with(&staff.get(&format!("{CURRENCIES}/add")).await, "Add");
        let today = value(&form, "day").unwrap().to_owned();
        let form = form.with("from", "eur").with("to", "USD").with("rate", "1,0850");
        for _ in 0..2 {
            let list = send(&staff, &form).await;
            assert_eq!(one(&list, "[role=status]"), "Added.");
            let rows = rows(&list);
            assert_eq!(rows.len(), 1, "{rows:?}");
            assert_eq!(rows[0][2..], ["EUR", "USD", "1.085", "In use"]);
        }
        let edit = form_with(&staff.get(&format!("{CURRENCIES}/1")).await, "Save");
        assert_eq!((value(&edit, "rate"), value(&edit, "day")), (Some("1.085"), Some(today.as_str())));
        let list = send(&staff, &edit.clone().with("rate", "1.09")).await;
        assert_eq!(rows(&list)[0][4], "1.09");
        let stale = send(&staff, &edit.with("rate", "1.10")).await;
        assert!(one(&stale, ".flash--danger").contains("Demo staff changed this"), "{}", stale.text);
        let delete = form_with(&staff.get(&format!("{CURRENCIES}/1/delete")).await, "Delete the rate");
        for _ in 0..2 {
            assert_eq!(one(&send(&staff, &delete).await, "[role=status]"), "Deleted.");
        }
        let told = rows(&staff.get(&format!("{CURRENCIES}/history")).await);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[1][3].contains("Rate: 1.085 → 1.09"), "{told:?}");
    }

    async fn a_rate_that_is_none_is_told_beside_its_fields_and_nothing_typed_is_lost(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let form = form_with(&staff.get(&format!("{CURRENCIES}/add")).await, "Add")
            .with("from", "EURO")
            .with("to", "EUR")
            .with("rate", "0.123456789")
            .with("day", "24.11.2026");
        let refused = send(&staff, &form).await;
        for (field, told) in [
            ("from", "A currency is three letters, like EUR."),
            ("rate", "A rate has at most 8 decimals."),
            ("day", "A day is written like 2026-11-24."),
        ] {
            assert_eq!(one(&refused, &format!("#{field}-error")), told);
            let typed = value(&form_with(&refused, "Add"), field).map(str::to_owned);
            assert_eq!(typed.as_deref(), value(&form, field), "{field}");
        }
    }
}
