//! The one home of rounding.

/// Divides, rounding halves away from zero, as people do with prices; `None` for a zero divisor or on overflow.
pub(super) fn divide(numerator: i128, divisor: i128) -> Option<i64> {
    let quotient = numerator.checked_div(divisor)?;
    let remainder = numerator.checked_rem(divisor)?;
    let up = remainder.unsigned_abs() >= divisor.unsigned_abs() - remainder.unsigned_abs();
    let away = if (numerator < 0) == (divisor < 0) { 1 } else { -1 };
    let rounded = if up { quotient.checked_add(away)? } else { quotient };
    i64::try_from(rounded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(divide(25, 10), Some(3));
        assert_eq!(divide(-25, 10), Some(-3));
        assert_eq!(divide(24, 10), Some(2));
        assert_eq!(divide(-24, 10), Some(-2));
        assert_eq!(divide(30, 10), Some(3));
        assert_eq!(divide(0, 10), Some(0));
        assert_eq!(divide(1, 0), None);
        assert_eq!(divide(i128::MAX, 1), None);
    }
}
