//! A currency rate between its form and its row.

use domain::catalogue::Described;
use domain::form::{FieldProblem, Problem, Reader};
use domain::money::Rate;
use domain::{Currency, Date};

/// The form of a currency rate as it was sent.
#[derive(Debug, Clone, Default)]
pub struct RateForm {
    /// `from`: the currency of which one unit is meant.
    pub from: String,
    /// `to`: the currency that it is worth something in.
    pub to: String,
    /// `rate`: how much, with up to eight decimals.
    pub rate: String,
    /// `day`: from which day on.
    pub day: String,
    /// The version that the form was opened with; 0 for a new one.
    pub version: i64,
}

impl RateForm {
    /// The rate, or everything that is wrong with it.
    pub(crate) fn read(&self, today: Date) -> Result<Rate, Vec<FieldProblem>> {
        let mut read = Reader::default();
        let from = read.currency("from", &self.from);
        let to = read.currency("to", &self.to);
        let typed_both =
            [&self.from, &self.to].iter().all(|typed| Currency::parse(&typed.trim().to_uppercase()).is_ok());
        if typed_both && from == to {
            read.refuse("to", Problem::SameAsOther);
        }
        let e8 = Rate::parse_e8(&self.rate).unwrap_or_else(|error| {
            read.refuse("rate", Problem::NotARate(error));
            1
        });
        let day = read.date("day", &self.day, today);
        read.done()?;
        // It was read as greater than zero.
        Rate::new(from, to, e8, day).map_err(|_| vec![FieldProblem::new("rate", Problem::Missing)])
    }
}

/// A rate as its history tells it.
pub(crate) fn described(rate: Rate) -> Vec<Described> {
    vec![
        ("from".to_owned(), rate.from().to_string()),
        ("to".to_owned(), rate.to().to_string()),
        ("rate".to_owned(), rate.number()),
        ("day".to_owned(), rate.on().to_string()),
    ]
}

/// What a rate is called.
pub(crate) fn name(rate: Rate) -> String {
    format!("{} → {}, {}", rate.from(), rate.to(), rate.on())
}
