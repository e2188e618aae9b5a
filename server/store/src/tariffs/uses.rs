//! What uses a tariff, and so keeps it from being deleted, or its currency from being changed.

use domain::TariffId;

use crate::{Exec, Result, column};

/// Something that uses a tariff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TariffUse {
    /// A service that was ordered by it, gone or not.
    Service {
        /// Its number.
        id: i64,
        /// Its host name.
        name: String,
    },
    /// A period alignment rule for it alone.
    Rule {
        /// The module whose rule it is.
        module: i64,
        /// The module's name.
        name: String,
    },
}

/// The first of what uses a tariff: rules, then services, the newest first.
pub async fn first(db: impl Into<Exec<'_>>, tariff: TariffId, limit: u32) -> Result<Vec<TariffUse>> {
    let rows = fetch_all!(db, (i64, i64, String), FIRST, tariff.get(), i64::from(limit))?;
    let read = |(kind, id, name)| match kind {
        0 => TariffUse::Rule { module: id, name },
        _ => TariffUse::Service { id, name },
    };
    Ok(rows.into_iter().map(read).collect())
}

/// How many rules and services use a tariff.
pub async fn count(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<u64> {
    let count = fetch_scalar!(db, i64, COUNT, tariff.get())?;
    column::narrow("uses of a tariff", count)
}

/// Whether a tariff has a price of any kind, or was ever ordered: then its currency is fixed, for all of them are
/// kept as numbers in it.
pub async fn fix_currency(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<bool> {
    let uses = fetch_scalar!(db, i64, PRICES_AND_ORDERS, tariff.get())?;
    Ok(uses > 0)
}

statements! {
    FIRST = "SELECT u.kind, u.id, u.name FROM (
            SELECT CAST(0 AS BIGINT) AS kind, m.id AS id, m.name AS name FROM alignment_rules r
            JOIN processing_modules m ON m.id = r.module_id WHERE r.tariff_id = $1
            UNION ALL
            SELECT CAST(1 AS BIGINT), s.id, s.host_name FROM services s WHERE s.tariff_id = $1
        ) u ORDER BY u.kind, u.id DESC LIMIT $2";
    COUNT = "SELECT (SELECT COUNT(*) FROM alignment_rules WHERE tariff_id = $1)
            + (SELECT COUNT(*) FROM services WHERE tariff_id = $1)";
    PRICES_AND_ORDERS = "SELECT (SELECT COUNT(*) FROM tariff_periods WHERE tariff_id = $1)
            + (SELECT COUNT(*) FROM tariff_options o JOIN option_prices p ON p.option_id = o.id WHERE o.tariff_id = $1)
            + (SELECT COUNT(*) FROM tariff_options o JOIN option_unit_prices p ON p.option_id = o.id
                WHERE o.tariff_id = $1)
            + (SELECT COUNT(*) FROM orders WHERE tariff_id = $1)";
}
