//! What an option has, and what has it.

use domain::{OptionId, ServiceId, TariffId};

use crate::{Exec, Result};

/// How much stands under an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The option.
    pub option_id: OptionId,
    /// How many values of its list it offers.
    pub available: i64,
    /// How many prices it has.
    pub prices: i64,
}

/// How much stands under each option of a tariff.
pub async fn extents(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<Vec<Extent>> {
    let rows: Vec<(i64, i64, i64)> = fetch_all!(db, (i64, i64, i64), EXTENTS, tariff.get())?;
    let extent = |(id, available, prices)| Extent { option_id: OptionId::new(id), available, prices };
    Ok(rows.into_iter().map(extent).collect())
}

/// Services that are not deleted and whose renewals need an option's prices, by number and name: the first of them,
/// and how many there are.
pub async fn services(
    db: impl Into<Exec<'_>>,
    option: OptionId,
    limit: i64,
) -> Result<(Vec<(ServiceId, String)>, i64)> {
    let mut exec = db.into();
    let first: Vec<(i64, String)> = fetch_all!(exec.again(), (i64, String), SERVICES, option.get(), limit)?;
    let total = fetch_scalar!(exec.again(), i64, COUNT_SERVICES, option.get())?;
    Ok((first.into_iter().map(|(id, name)| (ServiceId::new(id), name)).collect(), total))
}

/// A panel option is needed by every service of its tariff: each was ordered with one of its values.
macro_rules! services {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM services s JOIN tariff_options o ON o.tariff_id = s.tariff_id
        WHERE o.id = $1 AND s.state <> 'deleted' AND (o.kind = 'panel_license'
            OR EXISTS (SELECT 1 FROM service_options so WHERE so.service_id = s.id AND so.option_id = o.id))",
            $rest
        )
    };
}

statements! {
    EXTENTS = "SELECT o.id,
            (SELECT COUNT(*) FROM option_values v WHERE v.option_id = o.id AND v.available),
            (SELECT COUNT(*) FROM option_prices p WHERE p.option_id = o.id)
                + (SELECT COUNT(*) FROM option_unit_prices u WHERE u.option_id = o.id)
        FROM tariff_options o WHERE o.tariff_id = $1 ORDER BY o.id";
    SERVICES = services!("s.id, s.host_name", " ORDER BY s.id LIMIT $2");
    COUNT_SERVICES = services!("COUNT(*)", "");
}
