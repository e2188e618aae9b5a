//! How long a service is paid, and for what it renews itself.

use domain::{Date, Period, ServiceId};

use crate::{Error, Exec, Result, Tx};

/// Services that renew themselves, end by that day, and are not to be deleted: active ones, and those that are
/// suspended for not being paid.
pub async fn due_for_renewal(db: impl Into<Exec<'_>>, by: Date) -> Result<Vec<ServiceId>> {
    let ids = fetch_all!(db, (i64,), DUE_FOR_RENEWAL, by.to_string())?;
    Ok(ids.into_iter().map(|(id,)| ServiceId::new(id)).collect())
}

/// Keeps every other change of the service waiting until the transaction ends.
pub async fn hold(tx: &mut Tx, id: ServiceId) -> Result<()> {
    one(execute!(tx, HOLD, id.get())?)
}

/// It is paid until a later day, by a term of this period; later terms return to this day of the month.
pub async fn renew(
    tx: &mut Tx,
    id: ServiceId,
    period: Period,
    paid_until: Date,
    anchor_day: i8,
) -> Result<()> {
    let (period, anchor) = (i64::from(period.code()), i64::from(anchor_day));
    one(execute!(tx, RENEW, id.get(), period, paid_until.to_string(), anchor)?)
}

/// Sets the period for which it renews itself, or none.
pub async fn set_auto_renewal(tx: &mut Tx, id: ServiceId, period: Option<Period>) -> Result<()> {
    one(execute!(tx, SET_AUTO_RENEWAL, id.get(), period.map(|period| i64::from(period.code())))?)
}

fn one(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale("the service")) }
}

statements! {
    DUE_FOR_RENEWAL = r#"SELECT id FROM services
        WHERE (state = 'active' OR (state = 'suspended' AND suspended_why = 'not_paid'))
          AND auto_renewal_period IS NOT NULL AND delete_on IS NULL
          AND paid_until COLLATE "C" <= $1 ORDER BY id"#;
    HOLD = "UPDATE services SET version = version WHERE id = $1";
    RENEW = "UPDATE services SET period = $2, paid_until = $3, anchor_day = $4
        WHERE id = $1 AND state IN ('active', 'suspended')";
    SET_AUTO_RENEWAL = "UPDATE services SET auto_renewal_period = $2 WHERE id = $1";
}
