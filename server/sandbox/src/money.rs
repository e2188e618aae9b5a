//! Amounts of the license server in ten-thousandths of a euro, as it sends them.

/// The currency of every account and price of the sandbox.
pub(crate) const CURRENCY: &str = "EUR";

/// One euro in the unit of every amount here.
pub(crate) const EURO: i64 = 10_000;

/// Four decimals, as in price lists and charges: `5.6700`.
pub(crate) fn exact(amount: i64) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let amount = amount.unsigned_abs();
    format!("{sign}{}.{:04}", amount / 10_000, amount % 10_000)
}

/// Two decimals, as in lists and balances: `12.50`; `spaced` puts a no-break space between thousands.
pub(crate) fn shown(amount: i64, spaced: bool) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let cents = (amount.unsigned_abs() + 50) / 100;
    let digits = (cents / 100).to_string();
    let mut whole = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if spaced && at > 0 && (digits.len() - at).is_multiple_of(3) {
            whole.push('\u{a0}');
        }
        whole.push(digit);
    }
    format!("{sign}{whole}.{:02}", cents % 100)
}

/// Reads `12`, `12.5` or `12.5000`; anything else is no amount.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    if part.is_empty() || part.len() > 4 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<4}").parse().ok()?;
    Some(i64::from(whole) * EURO + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_shown_exactly_and_rounded() {
        assert_eq!(exact(9_139_286), "913.9286");
        assert_eq!(shown(9_139_286, false), "913.93");
        assert_eq!(shown(12_345_678 * 10, true), "12\u{a0}345.68");
        assert_eq!(parse("5.67"), Some(56_700));
        assert_eq!(parse("-5"), None);
    }
}
