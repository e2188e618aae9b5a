//! The license server's price list as last read.

use domain::{ModuleId, Period, PlanCode, RemoteMoney};

use crate::{Exec, Result, Tx, column};

/// What a plan costs for one period at the license server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceListRow {
    /// The plan.
    pub plan_code: PlanCode,
    /// The period it is sold for.
    pub period: Period,
    /// The plan's name there.
    pub name: String,
    /// What the period costs there.
    pub cost: RemoteMoney,
}

/// Puts a price list in place of the one that was there.
pub async fn replace(tx: &mut Tx, module: ModuleId, rows: &[PriceListRow]) -> Result<()> {
    execute!(&mut *tx, CLEAR, module.get())?;
    for row in rows {
        execute!(
            &mut *tx,
            INSERT,
            module.get(),
            row.plan_code.as_str(),
            i64::from(row.period.code()),
            row.name.as_str(),
            row.cost.e4(),
            row.cost.currency().as_str(),
        )?;
    }
    Ok(())
}

/// The whole price list of a license server.
pub async fn list(db: impl Into<Exec<'_>>, module: ModuleId) -> Result<Vec<PriceListRow>> {
    fetch_all!(db, Row, LIST, module.get())?.into_iter().map(PriceListRow::try_from).collect()
}

/// The periods that a plan is sold for there, with what they cost; none if it is not on the list.
pub async fn of_plan(
    db: impl Into<Exec<'_>>,
    module: ModuleId,
    plan: &PlanCode,
) -> Result<Vec<PriceListRow>> {
    fetch_all!(db, Row, OF_PLAN, module.get(), plan.as_str())?
        .into_iter()
        .map(PriceListRow::try_from)
        .collect()
}

/// Every plan of every price list, with one of its names, by code.
pub async fn names(db: impl Into<Exec<'_>>) -> Result<Vec<(PlanCode, String)>> {
    fetch_all!(db, (String, String), NAMES)?
        .into_iter()
        .map(|(code, name)| Ok((column::parse("price_list_rows.plan_code", &code)?, name)))
        .collect()
}

/// What each license server that sells a plan calls it.
pub async fn sellers(db: impl Into<Exec<'_>>, plan: &PlanCode) -> Result<Vec<(ModuleId, String)>> {
    let rows = fetch_all!(db, (i64, String), SELLERS, plan.as_str())?;
    Ok(rows.into_iter().map(|(id, name)| (ModuleId::new(id), name)).collect())
}

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    plan_code: String,
    period: i64,
    name: String,
    cost_e4: i64,
    currency: String,
}

impl TryFrom<Row> for PriceListRow {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            plan_code: column::parse("price_list_rows.plan_code", &row.plan_code)?,
            period: column::period("price_list_rows.period", row.period)?,
            name: row.name,
            cost: RemoteMoney::new(row.cost_e4, column::parse("price_list_rows.currency", &row.currency)?),
        })
    }
}

statements! {
    CLEAR = "DELETE FROM price_list_rows WHERE module_id = $1";
    INSERT = "INSERT INTO price_list_rows (module_id, plan_code, period, name, cost_e4, currency)
        VALUES ($1, $2, $3, $4, $5, $6)";
    LIST = r#"SELECT plan_code, period, name, cost_e4, currency FROM price_list_rows
        WHERE module_id = $1 ORDER BY plan_code COLLATE "C", period"#;
    OF_PLAN = "SELECT plan_code, period, name, cost_e4, currency FROM price_list_rows
        WHERE module_id = $1 AND plan_code = $2 ORDER BY period";
    NAMES = r#"SELECT plan_code, MIN(name) FROM price_list_rows GROUP BY plan_code
        ORDER BY plan_code COLLATE "C""#;
    SELLERS = "SELECT module_id, MIN(name) FROM price_list_rows WHERE plan_code = $1
        GROUP BY module_id ORDER BY module_id";
}
