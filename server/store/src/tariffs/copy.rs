//! Copying what stands under a tariff, by the database itself.

use domain::TariffId;

use super::recipes;
use crate::{Result, Tx};

/// Gives a tariff what another has: modules, periods, systems, recipes, options with their values and prices.
pub async fn copy_parts(tx: &mut Tx, from: TariffId, to: TariffId) -> Result<()> {
    for sql in
        [COPY_MODULES, COPY_PERIODS, COPY_SYSTEMS, COPY_OPTIONS, COPY_VALUES, COPY_PRICES, COPY_UNIT_PRICES]
    {
        execute!(&mut *tx, sql, from.get(), to.get())?;
    }
    recipes::copy(tx, from, to).await
}

statements! {
    COPY_MODULES = "INSERT INTO tariff_modules (tariff_id, module_id)
        SELECT $2, module_id FROM tariff_modules WHERE tariff_id = $1";
    COPY_PERIODS = "INSERT INTO tariff_periods (tariff_id, period, cost, setup)
        SELECT $2, period, cost, setup FROM tariff_periods WHERE tariff_id = $1";
    COPY_SYSTEMS = "INSERT INTO tariff_systems (tariff_id, os_code, name, sort)
        SELECT $2, os_code, name, sort FROM tariff_systems WHERE tariff_id = $1";
    COPY_OPTIONS = "INSERT INTO tariff_options (tariff_id, kind, name, intname, enumeration_id, default_value_id,
            enabled, value_type, billing_type, default_amount, included, minimum, maximum, step, unit, sort)
        SELECT $2, kind, name, intname, enumeration_id, default_value_id, enabled, value_type, billing_type,
            default_amount, included, minimum, maximum, step, unit, sort
        FROM tariff_options WHERE tariff_id = $1 ORDER BY id";
    // An option of the copy is the original's of the same internal name: a tariff has each name once.
    COPY_VALUES = "INSERT INTO option_values (option_id, value_id, available)
        SELECT n.id, v.value_id, v.available FROM tariff_options o
        JOIN tariff_options n ON n.tariff_id = $2 AND n.intname = o.intname
        JOIN option_values v ON v.option_id = o.id
        WHERE o.tariff_id = $1";
    COPY_PRICES = "INSERT INTO option_prices (option_id, value_id, period, cost, setup)
        SELECT n.id, p.value_id, p.period, p.cost, p.setup FROM tariff_options o
        JOIN tariff_options n ON n.tariff_id = $2 AND n.intname = o.intname
        JOIN option_prices p ON p.option_id = o.id
        WHERE o.tariff_id = $1";
    COPY_UNIT_PRICES = "INSERT INTO option_unit_prices (option_id, period, cost, setup)
        SELECT n.id, p.period, p.cost, p.setup FROM tariff_options o
        JOIN tariff_options n ON n.tariff_id = $2 AND n.intname = o.intname
        JOIN option_unit_prices p ON p.option_id = o.id
        WHERE o.tariff_id = $1";
}
