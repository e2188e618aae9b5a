use serde::{Deserialize, Serialize};

use crate::ids::PlanCode;
use crate::money::{MoneyTextError, RateTextError};
use crate::price::TableProblem;
use crate::recipe::RecipeParamsError;

/// What is wrong with a field. It carries nothing that was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was typed or chosen.
    Missing,
    /// More characters than this.
    TooLong {
        /// How many there may be.
        max: usize,
    },
    /// Not a whole number.
    NotANumber,
    /// A number below or above what is allowed.
    OutOfRange {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// Not an amount.
    NotAnAmount(MoneyTextError),
    /// Less than nothing.
    Negative,
    /// Not one of the choices.
    NotAChoice,
    /// No three capital letters.
    NotACurrency,
    /// Not a day like 2026-11-24.
    NotADate,
    /// An internal name has letters, digits, `_`, `-` and `.` only.
    NotAnInternalName,
    /// Not add-ons like `55236 = 3`.
    NotAddons,
    /// Another object has this already.
    Taken,
    /// There is one already, and there can be only one.
    OnlyOne,
    /// It does not go together with what stands in another field.
    DoesNotFit {
        /// That field's name in the form.
        with: String,
    },
    /// Somebody else changed it meanwhile.
    NowIs {
        /// What is stored now, as a person reads it; empty for nothing.
        stored: String,
    },
    /// A pasted table of prices does not read.
    Table(TableProblem),
    /// A value of an enumeration sells this plan code.
    StillOnSale {
        /// The plan code.
        code: PlanCode,
    },
    /// It cannot be changed any more.
    Fixed,
    /// The same as the other of two that must differ.
    SameAsOther,
    /// Not a currency rate.
    NotARate(RateTextError),
    /// Not the parameters of a recipe.
    NotRecipeParams(RecipeParamsError),
    /// Not a web address.
    NotAUrl,
    /// A web address with a user or a password in it.
    SecretInUrl,
    /// Not the IANA name of a time zone.
    NotATimeZone,
}

/// A problem and the form's field it stands beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's name in the form.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

impl FieldProblem {
    /// A problem beside a field.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }
}
