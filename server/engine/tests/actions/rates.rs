//! Currency rates as staff add, edit and delete them.

use domain::catalogue::{Root, Verb};
use domain::form::Problem;
use domain::money::RateTextError;
use engine::actions::{add_rate, delete_rate, edit_rate};
use engine::reads::{change_history, currency_rate, currency_rates};
use engine::{Error, RateForm, Refusal};

use crate::support::{Demo, on_both, refusals};

fn form(from: &str, to: &str, rate: &str, day: &str) -> RateForm {
    let text = str::to_owned;
    RateForm { from: text(from), to: text(to), rate: text(rate), day: text(day), version: 1 }
}

fn problems<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(String, Problem)> {
    let field = |refusal| match refusal {
        Refusal::Field(field) => (field.field, field.problem),
        other => panic!("{other:?}"),
    };
    refusals(result).into_iter().map(field).collect()
}

async fn verbs(demo: &Demo) -> Vec<Verb> {
    let page = change_history(&demo.engine, demo.staff, (Root::Rates, 0), 0, 50).await.unwrap();
    page.changes.into_iter().map(|change| change.verb).collect()
}

#[tokio::test]
async fn a_rate_is_added_once_edited_and_deleted_with_a_history() {
    on_both(async |demo| {
        let today = demo.engine.clock().today().to_string();
        let new = form("eur", "usd", "1,0850", &today);
        let id = add_rate(&demo.engine, demo.staff, &new, "key").await.unwrap();
        assert_eq!(add_rate(&demo.engine, demo.staff, &new, "key").await.unwrap(), id);
        let page = currency_rates(&demo.engine, demo.staff, "", 0, 50).await.unwrap();
        let [(rate, in_use)] = &page.rates[..] else { panic!("{page:?}") };
        assert_eq!((rate.rate.to_string().as_str(), *in_use), ("1 EUR = 1.085 USD", true));

        let better = form("EUR", "USD", "1.09", &today);
        edit_rate(&demo.engine, demo.staff, id, &better).await.unwrap();
        edit_rate(&demo.engine, demo.staff, id, &better).await.unwrap();
        let stale = form("EUR", "USD", "1.10", &today);
        let refused = refusals(edit_rate(&demo.engine, demo.staff, id, &stale).await);
        assert!(matches!(&refused[..], [Refusal::ChangedMeanwhile { .. }]), "{refused:?}");
        assert_eq!(currency_rate(&demo.engine, demo.staff, id).await.unwrap().rate.number(), "1.09");

        delete_rate(&demo.engine, demo.staff, id).await.unwrap();
        delete_rate(&demo.engine, demo.staff, id).await.unwrap();
        assert_eq!(verbs(demo).await, [Verb::Deleted, Verb::Changed, Verb::Added]);
        let client = add_rate(&demo.engine, demo.client, &new, "other").await;
        assert!(matches!(client, Err(Error::Forbidden(_))));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_rate_is_told_beside_its_fields() {
    on_both(async |demo| {
        let add = async |form: &RateForm| {
            let key = uuid::Uuid::new_v4().to_string();
            add_rate(&demo.engine, demo.staff, form, &key).await
        };
        let wrong = add(&form("EUR", "EUR", "0", "tomorrow")).await;
        let expected = [
            ("to", Problem::SameAsOther),
            ("rate", Problem::NotARate(RateTextError::NotPositive)),
            ("day", Problem::NotADate),
        ];
        assert_eq!(problems(wrong), expected.map(|(field, problem)| (field.to_owned(), problem)));
        add(&form("EUR", "USD", "1.1", "2026-01-01")).await.unwrap();
        for second in [form("EUR", "USD", "1.2", "2026-01-01"), form("USD", "EUR", "0.9", "2026-01-01")] {
            assert_eq!(problems(add(&second).await), [("day".to_owned(), Problem::Taken)]);
        }
    })
    .await;
}
