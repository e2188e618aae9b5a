//! Reading a form: values out of what was typed, and every problem beside its field.
//!
//! A [`Reader`] never stops at the first problem: each method answers with a stand-in for what does not read, and
//! [`Reader::done`] says whether everything did.

mod problem;
mod products;

use std::str::FromStr;

use jiff::civil::Date;

use crate::money::{Currency, Money, MoneyTextError};
use crate::period::Period;

pub use problem::{FieldProblem, Problem};
pub use products::{addons_text, plan_codes_text};

/// Reads a form's fields and keeps what is wrong with them.
#[derive(Debug, Default)]
pub struct Reader {
    problems: Vec<FieldProblem>,
}

impl Reader {
    /// Keeps a problem.
    pub fn refuse(&mut self, field: &str, problem: Problem) {
        self.problems.push(FieldProblem::new(field, problem));
    }

    /// A text that is needed, without the spaces around it.
    pub fn text(&mut self, field: &str, typed: &str, max: usize) -> String {
        let text = self.optional_text(field, typed, max);
        if text.is_empty() && typed.trim().is_empty() {
            self.refuse(field, Problem::Missing);
        }
        text
    }

    /// A text that may be empty, without the spaces around it.
    pub fn optional_text(&mut self, field: &str, typed: &str, max: usize) -> String {
        let text = typed.trim();
        if text.chars().count() > max {
            self.refuse(field, Problem::TooLong { max });
            return String::new();
        }
        text.to_owned()
    }

    /// An internal name: Latin letters, digits, `_`, `-` and `.`.
    pub fn intname(&mut self, field: &str, typed: &str) -> String {
        let name = self.text(field, typed, 64);
        if !name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')) {
            self.refuse(field, Problem::NotAnInternalName);
        }
        name
    }

    /// A whole number from `min` to `max`.
    pub fn number(&mut self, field: &str, typed: &str, min: i64, max: i64) -> i64 {
        if typed.trim().is_empty() {
            self.refuse(field, Problem::Missing);
            return min;
        }
        let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        match text.parse::<i64>() {
            Ok(number) if (min..=max).contains(&number) => number,
            Ok(_) => {
                self.refuse(field, Problem::OutOfRange { min, max });
                min
            }
            Err(_) => {
                self.refuse(field, Problem::NotANumber);
                min
            }
        }
    }

    /// A whole number that may be left out.
    pub fn optional_number(&mut self, field: &str, typed: &str, min: i64, max: i64) -> Option<i64> {
        (!typed.trim().is_empty()).then(|| self.number(field, typed, min, max))
    }

    /// One of the words of a type; `stand_in` where it is none.
    pub fn choice<T: FromStr>(&mut self, field: &str, typed: &str, stand_in: T) -> T {
        if typed.trim().is_empty() {
            self.refuse(field, Problem::Missing);
            return stand_in;
        }
        typed.trim().parse().unwrap_or_else(|_| {
            self.refuse(field, Problem::NotAChoice);
            stand_in
        })
    }

    /// One of the words of a type, or nothing.
    pub fn optional_choice<T: FromStr>(&mut self, field: &str, typed: &str) -> Option<T> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let chosen = typed.parse().ok();
        if chosen.is_none() {
            self.refuse(field, Problem::NotAChoice);
        }
        chosen
    }

    /// A switch: on when the form sends anything but `off`.
    pub fn switch(typed: &str) -> bool {
        !matches!(typed.trim(), "" | "off" | "false" | "0")
    }

    /// A period.
    pub fn period(&mut self, field: &str, typed: &str) -> Period {
        self.choice(field, typed, Period::months(1))
    }

    /// A currency's code, in whatever case.
    pub fn currency(&mut self, field: &str, typed: &str) -> Currency {
        if typed.trim().is_empty() {
            self.refuse(field, Problem::Missing);
            return Currency::EUR;
        }
        Currency::parse(&typed.trim().to_uppercase()).unwrap_or_else(|_| {
            self.refuse(field, Problem::NotACurrency);
            Currency::EUR
        })
    }

    /// An amount of nothing or more.
    pub fn amount(&mut self, field: &str, typed: &str, currency: Currency) -> Money {
        match Money::parse(typed, currency) {
            Ok(money) if money.is_negative() => self.refuse(field, Problem::Negative),
            Ok(money) => return money,
            Err(MoneyTextError::Empty) => self.refuse(field, Problem::Missing),
            Err(error) => self.refuse(field, Problem::NotAnAmount(error)),
        }
        Money::zero(currency)
    }

    /// An amount that is added, or taken away where it is less than nothing.
    pub fn signed_amount(&mut self, field: &str, typed: &str, currency: Currency) -> Money {
        match Money::parse(typed, currency) {
            Ok(money) => return money,
            Err(MoneyTextError::Empty) => self.refuse(field, Problem::Missing),
            Err(error) => self.refuse(field, Problem::NotAnAmount(error)),
        }
        Money::zero(currency)
    }

    /// An amount of nothing or more that may be left out.
    pub fn optional_amount(&mut self, field: &str, typed: &str, currency: Currency) -> Option<Money> {
        (!typed.trim().is_empty()).then(|| self.amount(field, typed, currency))
    }

    /// A day; `stand_in` where it is none.
    pub fn date(&mut self, field: &str, typed: &str, stand_in: Date) -> Date {
        if typed.trim().is_empty() {
            self.refuse(field, Problem::Missing);
            return stand_in;
        }
        typed.trim().parse().unwrap_or_else(|_| {
            self.refuse(field, Problem::NotADate);
            stand_in
        })
    }

    /// Whether everything read; else every problem.
    pub fn done(self) -> Result<(), Vec<FieldProblem>> {
        if self.problems.is_empty() { Ok(()) } else { Err(self.problems) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_of_a_form_is_told_at_once() {
        let mut read = Reader::default();
        read.text("name", "  ", 10);
        read.number("sort", "many", 0, 10);
        read.number("days", "40", 0, 31);
        read.intname("intname", "a b");
        read.amount("cost", "-1", Currency::EUR);
        let problem = |field: &str, problem| FieldProblem::new(field, problem);
        let expected = vec![
            problem("name", Problem::Missing),
            problem("sort", Problem::NotANumber),
            problem("days", Problem::OutOfRange { min: 0, max: 31 }),
            problem("intname", Problem::NotAnInternalName),
            problem("cost", Problem::Negative),
        ];
        assert_eq!(read.done(), Err(expected));
    }

    #[test]
    fn what_is_right_is_read_without_the_spaces_around_it() {
        let mut read = Reader::default();
        assert_eq!(read.text("name", " VPS Start ", 100), "VPS Start");
        assert_eq!(read.number("ram", "1 024", 1, 4096), 1024);
        assert_eq!(read.currency("currency", "eur"), Currency::EUR);
        assert_eq!(read.optional_amount("cost", "", Currency::EUR), None);
        assert_eq!(read.signed_amount("amount", "-1,50", Currency::EUR), Money::new(-150, Currency::EUR));
        assert_eq!(read.optional_choice::<Period>("period", "12"), Some(Period::months(12)));
        assert!(Reader::switch("on") && !Reader::switch("off") && !Reader::switch(""));
        assert_eq!(read.done(), Ok(()));
    }
}
