//! The circle of the money: what each license server took, what of it has a cause here, and what we recorded as costs.

use domain::{Currency, ModuleId, RemoteMoney};

use crate::{Exec, Result, column};

/// The sums of one license server in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// The license server, and its name.
    pub module: (ModuleId, String),
    /// Everything that it took, by its lines.
    pub taken: RemoteMoney,
    /// What of that has its one cause here.
    pub explained: RemoteMoney,
    /// What of the rest somebody has looked into.
    pub acknowledged: RemoteMoney,
    /// What our purchases, renewals and changes of plan are recorded to have cost.
    pub recorded: RemoteMoney,
}

impl Sums {
    /// What it took and nothing here explains, in 10⁻⁴: none while every charge has its one cause.
    pub fn difference(&self) -> RemoteMoney {
        RemoteMoney::new(self.taken.e4() - self.explained.e4(), self.taken.currency())
    }

    /// Whether the circle is closed: everything taken has a cause here, and every recorded cost was taken.
    pub fn is_closed(&self) -> bool {
        self.taken == self.explained && self.recorded == self.explained
    }
}

statements! {
    SUMS = r#"SELECT m.id, m.name, x.currency, CAST(SUM(x.taken) AS BIGINT) AS taken,
            CAST(SUM(x.explained) AS BIGINT) AS explained, CAST(SUM(x.acknowledged) AS BIGINT) AS acknowledged,
            CAST(SUM(x.recorded) AS BIGINT) AS recorded
        FROM (
            SELECT module_id, currency, amount_e4 AS taken,
                CASE WHEN state = 'explained' THEN amount_e4 ELSE 0 END AS explained,
                CASE WHEN state = 'unexplained' AND acknowledged_at IS NOT NULL THEN amount_e4 ELSE 0 END AS acknowledged,
                0 AS recorded FROM charges
            UNION ALL SELECT module_id, currency, 0, 0, 0, cost_e4 FROM purchase_intents WHERE cost_e4 IS NOT NULL
            UNION ALL SELECT module_id, currency, 0, 0, 0, cost_e4 FROM renewal_intents WHERE cost_e4 IS NOT NULL
            UNION ALL SELECT module_id, currency, 0, 0, 0, cost_e4 FROM plan_change_intents WHERE cost_e4 IS NOT NULL
        ) x JOIN processing_modules m ON m.id = x.module_id
        GROUP BY m.id, m.name, x.currency ORDER BY m.name COLLATE "C", m.id, x.currency COLLATE "C""#;
}

/// The sums of every license server that took something.
pub async fn sums(db: impl Into<Exec<'_>>) -> Result<Vec<Sums>> {
    fetch_all!(db, Row, SUMS)?.into_iter().map(TryInto::try_into).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    currency: String,
    taken: i64,
    explained: i64,
    acknowledged: i64,
    recorded: i64,
}

impl TryFrom<Row> for Sums {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        let currency: Currency = column::parse("charges.currency", &row.currency)?;
        let money = |e4| RemoteMoney::new(e4, currency);
        Ok(Self {
            module: (ModuleId::new(row.id), row.name),
            taken: money(row.taken),
            explained: money(row.explained),
            acknowledged: money(row.acknowledged),
            recorded: money(row.recorded),
        })
    }
}
