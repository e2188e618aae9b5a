//! Writing the price grid of an option, in few statements.

use domain::{Currency, EnumerationId, OptionId, Period, ValueId};
use sqlx::AssertSqlSafe;

use super::listed;
use crate::tariffs::periods::Price;
use crate::{Result, Tx};

/// Rows of one statement: more would be a statement of more than some ten kilobytes.
const ROWS_AT_ONCE: usize = 200;

/// Offers every value of a list with an option.
pub async fn fill(tx: &mut Tx, option: OptionId, enumeration: EnumerationId) -> Result<()> {
    execute!(tx, FILL, option.get(), enumeration.get())?;
    Ok(())
}

/// Offers a value with an option, turned on or off.
pub async fn insert_value(tx: &mut Tx, option: OptionId, value: ValueId, available: bool) -> Result<()> {
    set_available(tx, option, &[(value, available)]).await
}

/// Sells a value for a period; the price is in the tariff's currency.
pub async fn insert_price(tx: &mut Tx, option: OptionId, value: ValueId, price: &Price) -> Result<()> {
    put_prices(tx, option, &[(value, *price)]).await
}

/// Turns values on or off, whether or not the option had them.
pub async fn set_available(tx: &mut Tx, option: OptionId, values: &[(ValueId, bool)]) -> Result<()> {
    for chunk in values.chunks(ROWS_AT_ONCE) {
        execute!(&mut *tx, AssertSqlSafe(set_available_sql(option, chunk)))?;
    }
    Ok(())
}

/// Sells values for periods, whether or not they had a price; the option has the values.
pub async fn put_prices(tx: &mut Tx, option: OptionId, prices: &[(ValueId, Price)]) -> Result<()> {
    for chunk in prices.chunks(ROWS_AT_ONCE) {
        execute!(&mut *tx, AssertSqlSafe(put_prices_sql(option, chunk)))?;
    }
    Ok(())
}

/// Sells values for periods no more.
pub async fn remove_prices(tx: &mut Tx, option: OptionId, cells: &[(ValueId, Period)]) -> Result<()> {
    for chunk in cells.chunks(ROWS_AT_ONCE) {
        execute!(&mut *tx, AssertSqlSafe(remove_prices_sql(option, chunk)))?;
    }
    Ok(())
}

fn set_available_sql(option: OptionId, values: &[(ValueId, bool)]) -> String {
    format!(
        "INSERT INTO option_values (option_id, value_id, available) VALUES {}
        ON CONFLICT (option_id, value_id) DO UPDATE SET available = excluded.available",
        listed(values, |(value, on)| format!("({option}, {value}, {on})"))
    )
}

fn put_prices_sql(option: OptionId, prices: &[(ValueId, Price)]) -> String {
    let row = |(value, price): &(ValueId, Price)| {
        let (period, cost, setup) = (price.period, price.cost.minor(), price.setup.minor());
        format!("({option}, {value}, {period}, {cost}, {setup})")
    };
    format!(
        "INSERT INTO option_prices (option_id, value_id, period, cost, setup) VALUES {}
        ON CONFLICT (option_id, value_id, period) DO UPDATE SET cost = excluded.cost, setup = excluded.setup",
        listed(prices, row)
    )
}

fn remove_prices_sql(option: OptionId, cells: &[(ValueId, Period)]) -> String {
    format!(
        "DELETE FROM option_prices WHERE option_id = {option} AND (value_id, period) IN (VALUES {})",
        listed(cells, |(value, period)| format!("({value}, {period})"))
    )
}

/// One of every statement that is put together.
pub(super) fn variants() -> [String; 3] {
    let (option, value, period) = (OptionId::new(1), ValueId::new(1), Period::months(1));
    let nothing = domain::Money::zero(Currency::EUR);
    let price = Price { period, cost: nothing, setup: nothing };
    [
        set_available_sql(option, &[(value, true)]),
        put_prices_sql(option, &[(value, price)]),
        remove_prices_sql(option, &[(value, period)]),
    ]
}

statements! {
    FILL = "INSERT INTO option_values (option_id, value_id, available)
        SELECT $1, id, TRUE FROM enumeration_values WHERE enumeration_id = $2";
}
