//! Period alignment rules of license servers.

pub mod choices;

use domain::period::alignment::AlignmentRule;
use domain::{ModuleId, Period, RuleId, TariffId};

use crate::{Constraint, Exec, Result, Tx, column};

/// One rule for a source period and a tariff.
pub const RULE_OF_TARIFF: Constraint = Constraint {
    name: "alignment_rules_tariff",
    columns: "alignment_rules.module_id, alignment_rules.source_period, alignment_rules.tariff_id",
};

/// One rule for a source period among those without a tariff.
pub const RULE_GENERAL: Constraint = Constraint {
    name: "alignment_rules_general",
    columns: "alignment_rules.module_id, alignment_rules.source_period",
};

/// Adds a rule; a second one for the same case violates [`RULE_OF_TARIFF`] or [`RULE_GENERAL`].
pub async fn insert(
    tx: &mut Tx,
    module: ModuleId,
    source_period: Period,
    change_into: Period,
    tariff: Option<TariffId>,
) -> Result<RuleId> {
    let id = fetch_scalar!(
        tx,
        i64,
        INSERT,
        module.get(),
        i64::from(source_period.code()),
        i64::from(change_into.code()),
        tariff.map(TariffId::get),
    )?;
    Ok(RuleId::new(id))
}

/// A rule as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRule {
    /// The rule.
    pub rule: AlignmentRule,
    /// The name of the only tariff it is for.
    pub tariff_name: Option<String>,
    /// Grows with every change.
    pub version: i64,
}

/// Changes a rule; the case of another one violates [`RULE_OF_TARIFF`] or [`RULE_GENERAL`].
pub async fn update(tx: &mut Tx, rule: &AlignmentRule) -> Result<()> {
    execute!(
        tx,
        UPDATE,
        rule.id.get(),
        i64::from(rule.source.code()),
        i64::from(rule.change_into.code()),
        rule.tariff.map(TariffId::get),
    )?;
    Ok(())
}

/// Deletes a rule.
pub async fn delete(tx: &mut Tx, id: RuleId) -> Result<()> {
    execute!(tx, DELETE, id.get())?;
    Ok(())
}

/// One rule of a license server.
pub async fn find(db: impl Into<Exec<'_>>, module: ModuleId, id: RuleId) -> Result<Option<StoredRule>> {
    fetch_optional!(db, NamedRow, FIND, module.get(), id.get())?.map(StoredRule::try_from).transpose()
}

/// The rules of a license server as staff see them, by source period, general ones first.
pub async fn list_named(db: impl Into<Exec<'_>>, module: ModuleId) -> Result<Vec<StoredRule>> {
    fetch_all!(db, NamedRow, LIST_NAMED, module.get())?.into_iter().map(StoredRule::try_from).collect()
}

/// The rules of a license server, by source period, general ones first.
pub async fn list(db: impl Into<Exec<'_>>, module: ModuleId) -> Result<Vec<AlignmentRule>> {
    fetch_all!(db, Row, LIST, module.get())?.into_iter().map(AlignmentRule::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    source_period: i64,
    change_into: i64,
    tariff_id: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    #[sqlx(flatten)]
    rule: Row,
    tariff_name: Option<String>,
    version: i64,
}

impl TryFrom<NamedRow> for StoredRule {
    type Error = crate::Error;

    fn try_from(row: NamedRow) -> Result<Self> {
        Ok(Self { rule: row.rule.try_into()?, tariff_name: row.tariff_name, version: row.version })
    }
}

impl TryFrom<Row> for AlignmentRule {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: RuleId::new(row.id),
            source: column::period("alignment_rules.source_period", row.source_period)?,
            change_into: column::period("alignment_rules.change_into", row.change_into)?,
            tariff: row.tariff_id.map(TariffId::new),
        })
    }
}

statements! {
    INSERT = "INSERT INTO alignment_rules (module_id, source_period, change_into, tariff_id)
        VALUES ($1, $2, $3, $4) RETURNING id";
    UPDATE = "UPDATE alignment_rules SET source_period = $2, change_into = $3, tariff_id = $4,
            version = version + 1
        WHERE id = $1";
    DELETE = "DELETE FROM alignment_rules WHERE id = $1";
    FIND = "SELECT r.id, r.source_period, r.change_into, r.tariff_id, t.name AS tariff_name, r.version
        FROM alignment_rules r LEFT JOIN tariffs t ON t.id = r.tariff_id
        WHERE r.module_id = $1 AND r.id = $2";
    LIST_NAMED = "SELECT r.id, r.source_period, r.change_into, r.tariff_id, t.name AS tariff_name, r.version
        FROM alignment_rules r LEFT JOIN tariffs t ON t.id = r.tariff_id
        WHERE r.module_id = $1 ORDER BY r.source_period, r.tariff_id NULLS FIRST, r.id";
    LIST = "SELECT id, source_period, change_into, tariff_id FROM alignment_rules
        WHERE module_id = $1 ORDER BY source_period, tariff_id NULLS FIRST, id";
}
