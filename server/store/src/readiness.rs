//! What the configuration check looks at: everything of a page of tariff plans, in a constant number of queries.

use domain::{
    Currency, EnumerationId, ModuleId, Money, OptionId, Period, PlanCode, RemoteId, TariffId, ValueId,
};

use crate::{Exec, Result, column};

/// Which tariff plans are checked.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    /// One alone.
    pub only: Option<TariffId>,
    /// How many are skipped, in the order of the list.
    pub offset: i64,
    /// How many are taken.
    pub limit: i64,
}

impl Scope {
    /// One tariff plan.
    pub const fn one(tariff: TariffId) -> Self {
        Self { only: Some(tariff), offset: 0, limit: 1 }
    }
}

/// A tariff plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its number.
    pub id: TariffId,
    /// Its name.
    pub name: String,
    /// Whether it may be ordered.
    pub enabled: bool,
    /// The currency of its prices.
    pub currency: Currency,
    /// The preset that its servers are made from.
    pub preset: Option<RemoteId>,
}

/// A panel of a tariff plan's enabled panel option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// The tariff plan.
    pub tariff: TariffId,
    /// The option.
    pub option: OptionId,
    /// The enumeration that its value is of.
    pub enumeration: EnumerationId,
    /// The value.
    pub value: ValueId,
    /// Its name.
    pub name: String,
    /// The plan code at the license server, or `nopanel`.
    pub plan: PlanCode,
    /// Whether it is offered.
    pub available: bool,
    /// The recipe that installs it by itself.
    pub recipe: Option<RemoteId>,
}

/// How many tariff plans there are.
pub async fn count(db: impl Into<Exec<'_>>) -> Result<i64> {
    fetch_scalar!(db, i64, COUNT)
}

/// The tariff plans of a scope, in the order of the list.
pub async fn plans(db: impl Into<Exec<'_>>, scope: Scope) -> Result<Vec<Plan>> {
    let rows = fetch_all!(db, PlanRow, PLANS, only(scope), scope.limit, scope.offset)?;
    rows.into_iter()
        .map(|row| {
            Ok(Plan {
                id: TariffId::new(row.id),
                name: row.name,
                enabled: row.enabled,
                currency: column::parse("tariffs.currency", &row.currency)?,
                preset: row.preset_id.map(RemoteId::new),
            })
        })
        .collect()
}

/// The periods that the tariff plans of a scope are sold for.
pub async fn periods(db: impl Into<Exec<'_>>, scope: Scope) -> Result<Vec<(TariffId, Period)>> {
    let rows = fetch_all!(db, (i64, i64), PERIODS, only(scope), scope.limit, scope.offset)?;
    rows.into_iter()
        .map(|(tariff, period)| Ok((TariffId::new(tariff), column::period("tariff_periods.period", period)?)))
        .collect()
}

/// The VMmanagers of the tariff plans of a scope.
pub async fn modules(db: impl Into<Exec<'_>>, scope: Scope) -> Result<Vec<(TariffId, ModuleId)>> {
    let rows = fetch_all!(db, (i64, i64), MODULES, only(scope), scope.limit, scope.offset)?;
    Ok(rows.into_iter().map(|(tariff, module)| (TariffId::new(tariff), ModuleId::new(module))).collect())
}

/// The operating systems of the tariff plans of a scope: code and name.
pub async fn systems(db: impl Into<Exec<'_>>, scope: Scope) -> Result<Vec<(TariffId, String, String)>> {
    let rows = fetch_all!(db, (i64, String, String), SYSTEMS, only(scope), scope.limit, scope.offset)?;
    Ok(rows.into_iter().map(|(tariff, code, name)| (TariffId::new(tariff), code, name)).collect())
}

/// The tariff plans of a scope that have an enabled panel option.
pub async fn with_panels(db: impl Into<Exec<'_>>, scope: Scope) -> Result<Vec<TariffId>> {
    let rows = fetch_all!(db, (i64,), WITH_PANELS, only(scope), scope.limit, scope.offset)?;
    Ok(rows.into_iter().map(|(tariff,)| TariffId::new(tariff)).collect())
}

/// The panels of the enabled panel options of a scope.
pub async fn panels(db: impl Into<Exec<'_>>, scope: Scope) -> Result<Vec<Panel>> {
    let rows = fetch_all!(db, PanelRow, PANELS, only(scope), scope.limit, scope.offset)?;
    rows.into_iter()
        .map(|row| {
            Ok(Panel {
                tariff: TariffId::new(row.tariff_id),
                option: OptionId::new(row.option_id),
                enumeration: EnumerationId::new(row.enumeration_id),
                value: ValueId::new(row.value_id),
                name: row.name,
                plan: column::parse("enumeration_values.intname", &row.intname)?,
                available: row.available,
                recipe: row.recipe_id.map(RemoteId::new),
            })
        })
        .collect()
}

/// The prices of those panels.
pub async fn prices(
    db: impl Into<Exec<'_>>,
    scope: Scope,
) -> Result<Vec<((TariffId, ValueId), (Period, Money))>> {
    let rows = fetch_all!(db, PriceRow, PRICES, only(scope), scope.limit, scope.offset)?;
    rows.into_iter()
        .map(|row| {
            let period = column::period("option_prices.period", row.period)?;
            let price = column::money("tariffs.currency", row.cost, &row.currency)?;
            Ok(((TariffId::new(row.tariff_id), ValueId::new(row.value_id)), (period, price)))
        })
        .collect()
}

fn only(scope: Scope) -> Option<i64> {
    scope.only.map(TariffId::get)
}

#[derive(sqlx::FromRow)]
struct PlanRow {
    id: i64,
    name: String,
    enabled: bool,
    currency: String,
    preset_id: Option<String>,
}

#[derive(sqlx::FromRow)]
struct PanelRow {
    tariff_id: i64,
    option_id: i64,
    enumeration_id: i64,
    value_id: i64,
    name: String,
    intname: String,
    available: bool,
    recipe_id: Option<String>,
}

#[derive(sqlx::FromRow)]
struct PriceRow {
    tariff_id: i64,
    value_id: i64,
    currency: String,
    period: i64,
    cost: i64,
}

statements! {
    COUNT = "SELECT COUNT(*) FROM tariffs";
    PLANS = "SELECT id, name, state = 'enabled' AS enabled, currency, preset_id FROM tariffs
        WHERE CAST($1 AS BIGINT) IS NULL OR id = $1 ORDER BY sort, id LIMIT $2 OFFSET $3";
    PERIODS = "SELECT tariff_id, period FROM tariff_periods
        WHERE tariff_id IN (SELECT id FROM tariffs WHERE CAST($1 AS BIGINT) IS NULL OR id = $1
            ORDER BY sort, id LIMIT $2 OFFSET $3)
        ORDER BY tariff_id, period";
    MODULES = "SELECT t.tariff_id, t.module_id FROM tariff_modules t
        JOIN processing_modules m ON m.id = t.module_id
        WHERE t.tariff_id IN (SELECT id FROM tariffs WHERE CAST($1 AS BIGINT) IS NULL OR id = $1
            ORDER BY sort, id LIMIT $2 OFFSET $3)
        ORDER BY t.tariff_id, m.sort, m.id";
    SYSTEMS = r#"SELECT tariff_id, os_code, name FROM tariff_systems
        WHERE tariff_id IN (SELECT id FROM tariffs WHERE CAST($1 AS BIGINT) IS NULL OR id = $1
            ORDER BY sort, id LIMIT $2 OFFSET $3)
        ORDER BY tariff_id, sort, os_code COLLATE "C""#;
    WITH_PANELS = "SELECT tariff_id FROM tariff_options
        WHERE kind = 'panel_license' AND enabled
            AND tariff_id IN (SELECT id FROM tariffs WHERE CAST($1 AS BIGINT) IS NULL OR id = $1
                ORDER BY sort, id LIMIT $2 OFFSET $3)
        ORDER BY tariff_id";
    PANELS = "SELECT o.tariff_id, v.option_id, e.enumeration_id, v.value_id, e.name, e.intname, v.available, r.recipe_id
        FROM tariff_options o
        JOIN option_values v ON v.option_id = o.id
        JOIN enumeration_values e ON e.id = v.value_id
        LEFT JOIN tariff_recipes r ON r.tariff_id = o.tariff_id AND r.value_id = v.value_id
        WHERE o.kind = 'panel_license' AND o.enabled
            AND o.tariff_id IN (SELECT id FROM tariffs WHERE CAST($1 AS BIGINT) IS NULL OR id = $1
                ORDER BY sort, id LIMIT $2 OFFSET $3)
        ORDER BY o.tariff_id, e.sort, e.id";
    PRICES = "SELECT o.tariff_id, p.value_id, t.currency, p.period, p.cost
        FROM tariff_options o
        JOIN tariffs t ON t.id = o.tariff_id
        JOIN option_prices p ON p.option_id = o.id
        WHERE o.kind = 'panel_license' AND o.enabled
            AND o.tariff_id IN (SELECT id FROM tariffs WHERE CAST($1 AS BIGINT) IS NULL OR id = $1
                ORDER BY sort, id LIMIT $2 OFFSET $3)
        ORDER BY o.tariff_id, p.value_id, p.period";
}
