//! Currency rates by their days.

use domain::Currency;
use domain::money::Rate;
use store::currency_rates::{self, RATE_OF_DAY};
use store::{Db, Result};

use crate::support::on_both;

fn rate(from: &str, to: &str, e8: i64, on: &str) -> Rate {
    let currency = |code| Currency::parse(code).unwrap();
    Rate::new(currency(from), currency(to), e8, on.parse().unwrap()).unwrap()
}

async fn add(db: &Db, rate: Rate) -> Result<i64> {
    let mut tx = db.begin().await?;
    let id = currency_rates::insert(&mut tx, &rate).await?;
    tx.commit().await?;
    Ok(id)
}

#[tokio::test]
async fn rates_are_listed_by_their_days_and_found_by_currency_and_day() {
    on_both(async |db| {
        let old = rate("EUR", "USD", 105_000_000, "2026-01-01");
        let new = rate("EUR", "USD", 108_500_000, "2026-11-01");
        let yen = rate("EUR", "JPY", 16_000_000_000, "2026-11-01");
        for rate in [old, new, yen] {
            add(db, rate).await.unwrap();
        }
        let page = async |search: &str, offset, limit| -> Vec<Rate> {
            let page = currency_rates::page(db, search, offset, limit).await.unwrap();
            page.into_iter().map(|dated| dated.rate).collect()
        };
        assert_eq!(page("", 0, 50).await, [yen, new, old]);
        assert_eq!(page("", 1, 1).await, [new]);
        assert_eq!(page("usd", 0, 50).await, [new, old]);
        assert_eq!(page("2026-11", 0, 50).await, [yen, new]);
        assert_eq!(currency_rates::count(db, "usd").await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_rate_in_use_is_the_latest_of_a_day_or_before_in_whichever_direction() {
    on_both(async |db| {
        let there = rate("EUR", "USD", 105_000_000, "2026-01-01");
        let back = rate("USD", "EUR", 92_000_000, "2026-06-01");
        let yen = rate("EUR", "JPY", 16_000_000_000, "2026-03-01");
        for rate in [there, back, yen] {
            add(db, rate).await.unwrap();
        }
        let in_use = async |on: &str| -> Vec<Rate> {
            let rates = currency_rates::in_use(db, on.parse().unwrap()).await.unwrap();
            rates.into_iter().map(|dated| dated.rate).collect()
        };
        assert!(in_use("2025-12-31").await.is_empty());
        assert_eq!(in_use("2026-01-01").await, [there]);
        assert_eq!(in_use("2026-05-31").await, [yen, there]);
        assert_eq!(in_use("2026-06-01").await, [yen, back]);
    })
    .await;
}

#[tokio::test]
async fn two_currencies_have_one_rate_a_day() {
    on_both(async |db| {
        let rate_of = |e8| rate("EUR", "USD", e8, "2026-01-01");
        let id = add(db, rate_of(1)).await.unwrap();
        let error = add(db, rate_of(2)).await.unwrap_err();
        assert!(error.violates(RATE_OF_DAY), "{error:?}");
        let turned = rate("USD", "EUR", 5, "2026-01-01");
        let found = currency_rates::of_day(db, &turned).await.unwrap().unwrap();
        assert_eq!((found.id, found.rate), (id, rate_of(1)));
        assert_eq!(currency_rates::of_day(db, &rate("EUR", "USD", 5, "2026-01-02")).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_rate_is_written_only_as_it_was_read() {
    on_both(async |db| {
        let id = add(db, rate("EUR", "USD", 1, "2026-01-01")).await.unwrap();
        let better = rate("EUR", "USD", 108_512_345, "2026-01-02");
        let mut tx = db.begin().await.unwrap();
        assert!(!currency_rates::update(&mut tx, (id, 2), &better).await.unwrap());
        assert!(currency_rates::update(&mut tx, (id, 1), &better).await.unwrap());
        tx.commit().await.unwrap();
        let kept = currency_rates::find(db, id).await.unwrap().unwrap();
        assert_eq!((kept.rate, kept.version), (better, 2));
        let mut tx = db.begin().await.unwrap();
        assert!(currency_rates::delete(&mut tx, id).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(currency_rates::find(db, id).await.unwrap(), None);
    })
    .await;
}
