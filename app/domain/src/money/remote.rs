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

    /// 10⁻⁴ of the currency.
    pub const fn e4(self) -> i64 {
        self.e4
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
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
    fn fractions_are_rounded_only_on_the_way_to_client_money() {
        assert_eq!(RemoteMoney::new(9_139_286, Currency::EUR).rounded(), Money::new(91_393, Currency::EUR));
        assert_eq!(RemoteMoney::new(-50, Currency::EUR).rounded(), Money::new(-1, Currency::EUR));
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!(RemoteMoney::new(125_000, yen).rounded(), Money::new(13, yen));
    }
}
