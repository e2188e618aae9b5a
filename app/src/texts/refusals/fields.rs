//! What is wrong with a field, in words.

use domain::form::Problem;
use domain::money::MoneyTextError;
use domain::price::TableProblem;

use crate::texts::{changes, tariffs, texts};

/// What is wrong with what was typed.
pub(super) fn field_problem(problem: &Problem) -> String {
    let words = &texts().refusals;
    match problem {
        Problem::Missing => words.missing.to_owned(),
        Problem::TooLong { max } => words.too_long(max),
        Problem::NotANumber => words.not_a_number.to_owned(),
        Problem::OutOfRange { min, max } => words.out_of_range(min, max),
        Problem::Negative => words.negative.to_owned(),
        Problem::NotAChoice => words.not_a_choice.to_owned(),
        Problem::NotACurrency => words.not_a_currency.to_owned(),
        Problem::NotADate => words.not_a_date.to_owned(),
        Problem::NotAnInternalName => words.not_an_internal_name.to_owned(),
        Problem::NotAddons => words.not_addons.to_owned(),
        Problem::Fixed => words.fixed.to_owned(),
        Problem::SameAsOther => words.same_as_other.to_owned(),
        Problem::NotARate(error) => tariffs::rate_problem(*error).to_owned(),
        Problem::NotRecipeParams(error) => tariffs::params_problem(*error),
        Problem::StillOnSale { code } => words.still_on_sale(code),
        Problem::Taken => words.taken.to_owned(),
        Problem::OnlyOne => words.only_one.to_owned(),
        Problem::DoesNotFit { with } => words.does_not_fit(changes::field(with)),
        Problem::NowIs { stored } if stored.is_empty() => words.now_is_nothing.to_owned(),
        Problem::NowIs { stored } => words.now_is(stored),
        Problem::Table(TableProblem::NoSuchRow { line }) => words.table_no_row(line),
        Problem::Table(TableProblem::Repeated { line }) => words.table_repeated(line),
        Problem::Table(TableProblem::Columns { line, found, periods }) => {
            words.table_columns(line, found, periods, periods * 2)
        }
        Problem::Table(TableProblem::NotAnAmount { line, column }) => words.table_amount(line, column),
        Problem::NotAUrl => words.not_a_url.to_owned(),
        Problem::SecretInUrl => words.secret_in_url.to_owned(),
        Problem::NotATimeZone => words.not_a_time_zone.to_owned(),
        Problem::NotAnAmount(MoneyTextError::Empty) => words.amount_missing.to_owned(),
        Problem::NotAnAmount(MoneyTextError::NotANumber) => words.amount_bad.to_owned(),
        Problem::NotAnAmount(MoneyTextError::TooManyDecimals { currency }) => {
            words.amount_decimals(currency, currency.decimals())
        }
        Problem::NotAnAmount(MoneyTextError::TooLarge) => words.amount_large.to_owned(),
    }
}
