//! Period alignment rules of license servers.

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
    LIST = "SELECT id, source_period, change_into, tariff_id FROM alignment_rules
        WHERE module_id = $1 ORDER BY source_period, tariff_id NULLS FIRST, id";
}
