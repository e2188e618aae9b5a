//! The options of the demo that are no panels: backups and extra addresses.

use domain::option::{BillingType, Limits, OptionKind, ValueType};
use domain::{Currency, Money, Period, TariffId};
use store::Tx;
use store::tariffs::options::{self, Choice, Details, unit_prices};
use store::tariffs::periods::Price;

use crate::Result;

/// Prices in cents for one, three and twelve months.
const BACKUPS: [i64; 3] = [250, 690, 2_490];
const ADDRESS: [i64; 3] = [200, 570, 2_100];

/// Gives a tariff backups to tick and extra addresses to count.
pub(super) async fn write(tx: &mut Tx, tariff: TariffId) -> Result<()> {
    let yes_or_no = Choice::Amount {
        value_type: ValueType::Boolean,
        limits: Limits::yes_or_no(false),
        unit: String::new(),
    };
    add(tx, tariff, details(OptionKind::Backups, "Daily backups", "backups", yes_or_no, 1), BACKUPS).await?;
    let number = Choice::Amount {
        value_type: ValueType::Integer,
        limits: Limits { default: 0, included: 0, minimum: 0, maximum: 8, step: 1 },
        unit: "addresses".to_owned(),
    };
    let addresses = details(OptionKind::ExtraAddresses, "Extra IPv4 addresses", "addresses", number, 2);
    add(tx, tariff, addresses, ADDRESS).await
}

fn details(kind: OptionKind, name: &str, intname: &str, choice: Choice, sort: i64) -> Details {
    let (name, intname) = (name.to_owned(), intname.to_owned());
    Details { kind, billing: BillingType::PerPeriod, name, intname, choice, sort }
}

async fn add(tx: &mut Tx, tariff: TariffId, details: Details, costs: [i64; 3]) -> Result<()> {
    let option = options::add(tx, tariff, &details).await?;
    for (months, cost) in [1, 3, 12].into_iter().zip(costs) {
        let setup = Money::zero(Currency::EUR);
        let cost = Money::new(cost, Currency::EUR);
        unit_prices::put(tx, option, &Price { period: Period::months(months), cost, setup }).await?;
    }
    Ok(())
}
