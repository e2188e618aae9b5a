use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Currency, Money, decimal, rounding};

const DECIMALS: u32 = 4;

/// An amount as the license server sends it, in whole 10⁻⁴ of the currency: it sends `913.9286`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RemoteMoney {
    e4: i64,
    currency: Currency,
}

impl RemoteMoney {
    /// So many 10⁻⁴ of the currency.
    pub const fn new(e4: i64, currency: Currency) -> Self {
        Self { e4, currency }
    }

    /// The same amount as typed by a person; none if it is too large.
    pub fn exactly(money: Money) -> Option<Self> {
        let decimals = money.currency().decimals().min(DECIMALS);
        let e4 = money.minor().checked_mul(10i64.pow(DECIMALS - decimals))?;
        Some(Self::new(e4, money.currency()))
    }

    /// The number alone, as a person would type it.
    pub fn number(self) -> String {
        let text = self.to_string();
        text.split(' ').next().unwrap_or_default().to_owned()
    }

    /// As a form carries what it showed: `945000 EUR`.
    pub fn to_field(self) -> String {
        format!("{} {}", self.e4, self.currency)
    }

    /// Reads what a form carries; none if it carries no amount.
    pub fn from_field(field: &str) -> Option<Self> {
        let (e4, currency) = field.split_once(' ')?;
        Some(Self::new(e4.parse().ok()?, currency.parse().ok()?))
    }

    /// Whether this is more than somebody agreed to; what is in another currency cannot be compared, so it counts as
    /// more.
    pub fn is_more_than(self, agreed: Self) -> bool {
        self.currency != agreed.currency || self.e4 > agreed.e4
    }

    /// 10⁻⁴ of the currency.
    pub const fn e4(self) -> i64 {
        self.e4
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// So many parts of the amount cut into `whole` parts; `None` for no parts at all, or if it does not fit.
    pub fn share(self, parts: i64, whole: i64) -> Option<Self> {
        let numerator = i128::from(self.e4).checked_mul(parts.into())?;
        rounding::divide(numerator, whole.into()).map(|e4| Self { e4, ..self })
    }

    /// The amount in minor units, halves rounded away from zero; for showing and comparing, not for keeping.
    pub fn rounded(self) -> Money {
        let unit = 10i128.pow(DECIMALS - self.currency.decimals().min(DECIMALS));
        // Dividing never leaves the range it came from.
        Money::new(rounding::divide(self.e4.into(), unit).unwrap_or(self.e4), self.currency)
    }
}

impl fmt::Display for RemoteMoney {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write(f, self.e4, DECIMALS, self.currency.decimals())?;
        write!(f, " {}", self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_license_servers_fractions_are_kept_and_shown() {
        assert_eq!(RemoteMoney::new(9_139_286, Currency::EUR).to_string(), "913.9286 EUR");
        assert_eq!(RemoteMoney::new(125_000, Currency::EUR).to_string(), "12.50 EUR");
        assert_eq!(RemoteMoney::new(-500, Currency::EUR).to_string(), "-0.05 EUR");
    }

    #[test]
    fn an_amount_that_a_person_typed_is_kept_exactly_and_shown_as_typed() {
        let typed = RemoteMoney::exactly(Money::new(1_250, Currency::EUR)).unwrap();
        assert_eq!((typed.e4(), typed.number().as_str()), (125_000, "12.50"));
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!(RemoteMoney::exactly(Money::new(12, yen)).unwrap().number(), "12");
        assert_eq!(RemoteMoney::exactly(Money::new(i64::MAX, Currency::EUR)), None);
    }

    #[test]
    fn fractions_are_rounded_only_on_the_way_to_client_money() {
        assert_eq!(RemoteMoney::new(9_139_286, Currency::EUR).rounded(), Money::new(91_393, Currency::EUR));
        assert_eq!(RemoteMoney::new(-50, Currency::EUR).rounded(), Money::new(-1, Currency::EUR));
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!(RemoteMoney::new(125_000, yen).rounded(), Money::new(13, yen));
    }
}
