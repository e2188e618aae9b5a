//! Whole numbers written with a decimal point.

use std::fmt;

/// Why a typed number cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DecimalError {
    Empty,
    NotANumber,
    TooManyDecimals,
    TooLarge,
}

/// Reads `12.50` or `12,5` as a whole number of 10^-`decimals`; spaces between thousands are ignored.
pub(super) fn parse(text: &str, decimals: u32) -> Result<i64, DecimalError> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    if digits.is_empty() {
        return Err(DecimalError::Empty);
    }
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return Err(DecimalError::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > decimals as usize {
        return Err(DecimalError::TooManyDecimals);
    }
    let padded = format!("{whole}{fraction:0<width$}", width = decimals as usize);
    let value: i64 = padded.parse().map_err(|_| DecimalError::TooLarge)?;
    Ok(if negative { -value } else { value })
}

/// Writes a whole number of 10^-`decimals`, keeping at least `shown` of them.
pub(super) fn write(f: &mut fmt::Formatter<'_>, value: i64, decimals: u32, shown: u32) -> fmt::Result {
    let sign = if value < 0 { "-" } else { "" };
    let unit = 10u64.pow(decimals);
    let (whole, fraction) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    let digits = format!("{fraction:0width$}", width = decimals as usize);
    let kept = digits.trim_end_matches('0').len().max(shown as usize).min(decimals as usize);
    match digits.get(..kept) {
        Some(fraction) if kept > 0 => write!(f, "{sign}{whole}.{fraction}"),
        _ => write!(f, "{sign}{whole}"),
    }
}
