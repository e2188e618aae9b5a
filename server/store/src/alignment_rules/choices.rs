//! What the form of a rule offers to choose from.

use domain::{ModuleId, Period, PlanCode, TariffId};

use crate::{Exec, Result, column};

/// A plan of the license server that a value of an enumeration stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanInUse {
    /// Its code there.
    pub code: PlanCode,
    /// Its name there.
    pub name: String,
    /// The periods it is sold for, the shortest first.
    pub sold: Vec<Period>,
}

/// The plans that a rule of this license server may concern: in use here, and on its price list as last read.
pub async fn plans_in_use(db: impl Into<Exec<'_>>, module: ModuleId) -> Result<Vec<PlanInUse>> {
    let mut plans: Vec<PlanInUse> = Vec::new();
    for (code, name, period) in fetch_all!(db, (String, String, i64), PLANS_IN_USE, module.get())? {
        let period = column::period("price_list_rows.period", period)?;
        match plans.last_mut() {
            Some(plan) if plan.code.as_str() == code => plan.sold.push(period),
            _ => plans.push(PlanInUse {
                code: column::parse("price_list_rows.plan_code", &code)?,
                name,
                sold: vec![period],
            }),
        }
    }
    Ok(plans)
}

/// The periods that a license server sells anything for, the shortest first.
pub async fn sold_periods(db: impl Into<Exec<'_>>, module: ModuleId) -> Result<Vec<Period>> {
    let codes = fetch_all!(db, (i64,), SOLD_PERIODS, module.get())?;
    codes.into_iter().map(|(code,)| column::period("price_list_rows.period", code)).collect()
}

/// The periods that tariff plans are sold for, the shortest first.
pub async fn source_periods(db: impl Into<Exec<'_>>) -> Result<Vec<Period>> {
    let codes = fetch_all!(db, (i64,), SOURCE_PERIODS)?;
    codes.into_iter().map(|(code,)| column::period("tariff_periods.period", code)).collect()
}

/// Every tariff plan by its name, in the order of the list.
pub async fn tariff_names(db: impl Into<Exec<'_>>) -> Result<Vec<(TariffId, String)>> {
    let rows = fetch_all!(db, (i64, String), TARIFF_NAMES)?;
    Ok(rows.into_iter().map(|(id, name)| (TariffId::new(id), name)).collect())
}

statements! {
    PLANS_IN_USE = r#"SELECT plan_code, name, period FROM price_list_rows
        WHERE module_id = $1 AND plan_code IN (SELECT intname FROM enumeration_values)
        ORDER BY plan_code COLLATE "C", period"#;
    SOLD_PERIODS = "SELECT DISTINCT period FROM price_list_rows WHERE module_id = $1 ORDER BY period";
    SOURCE_PERIODS = "SELECT DISTINCT period FROM tariff_periods ORDER BY period";
    TARIFF_NAMES = "SELECT id, name FROM tariffs ORDER BY sort, id";
}
