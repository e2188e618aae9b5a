//! Money as people read it.

use std::fmt::Display;

/// An amount with its currency; [`domain::Money`] and [`domain::RemoteMoney`] both.
///
/// The one door for amounts: a language that writes them otherwise changes this function.
pub(crate) fn money(amount: impl Display) -> String {
    amount.to_string().replacen('-', "\u{2212}", 1)
}

#[cfg(test)]
mod tests {
    use domain::{Currency, Money};

    #[test]
    fn less_than_nothing_is_written_with_a_real_minus() {
        assert_eq!(super::money(Money::new(-1250, Currency::EUR)), "\u{2212}12.50 EUR");
        assert_eq!(super::money(Money::new(1250, Currency::EUR)), "12.50 EUR");
    }
}
