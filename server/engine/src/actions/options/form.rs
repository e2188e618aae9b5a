use domain::catalogue::Described;
use domain::form::{FieldProblem, Problem, Reader};
use domain::option::{AmountProblem, BillingType, Limits, OptionKind, ValueType};
use domain::{EnumerationId, ValueId};
use store::tariffs::options::{Choice, Details};
use store::{Exec, enumerations};

use crate::{Refusal, Result};

/// The greatest number that an option counts to.
const MOST: i64 = 100_000;

/// The form of an option as it was typed.
#[derive(Debug, Clone, Default)]
pub struct OptionForm {
    /// `billing_type`
    pub billing_type: String,
    /// `type`; an option keeps its type.
    pub kind: String,
    /// `name`
    pub name: String,
    /// `intname`
    pub intname: String,
    /// `value_type`; an option keeps its value type.
    pub value_type: String,
    /// `enumeration`; an option keeps its enumeration.
    pub enumeration: String,
    /// `default_value`: the number of a value, or nothing.
    pub default_value: String,
    /// `default_on`: whether a box is ticked at first.
    pub default_on: String,
    /// `default_amount`
    pub default_amount: String,
    /// `included`
    pub included: String,
    /// `minimum`
    pub minimum: String,
    /// `maximum`
    pub maximum: String,
    /// `step`
    pub step: String,
    /// `unit`
    pub unit: String,
    /// `sort`
    pub sort: String,
}

impl OptionForm {
    /// Reads what counts for the chosen value type; `stored` is an option that keeps its type.
    pub(super) fn read(&self, stored: Option<&Details>) -> Result<Details> {
        let mut read = Reader::default();
        let billing = read.choice("billing_type", &self.billing_type, BillingType::PerPeriod);
        let (kind, value_type) = match stored {
            Some(stored) => (stored.kind, stored.choice.value_type()),
            None => self.read_types(&mut read),
        };
        let name = read.text("name", &self.name, 100);
        let intname = read.intname("intname", &self.intname);
        let choice = match value_type {
            ValueType::Enumeration => {
                let stored = stored.and_then(|stored| stored.choice.enumeration());
                self.read_value(&mut read, stored)
            }
            ValueType::Boolean => {
                let limits = Limits::yes_or_no(Reader::switch(&self.default_on));
                Choice::Amount { value_type, limits, unit: String::new() }
            }
            ValueType::Integer => self.read_number(&mut read),
        };
        let sort = read.optional_number("sort", &self.sort, 0, 1_000_000).unwrap_or_default();
        read.done()?;
        Ok(Details { kind, billing, name, intname, choice, sort })
    }

    fn read_types(&self, read: &mut Reader) -> (OptionKind, ValueType) {
        let kind = read.choice("type", &self.kind, OptionKind::Other);
        let value_type = read.choice("value_type", &self.value_type, ValueType::Boolean);
        let both_read = self.kind.trim() == kind.as_str() && self.value_type.trim() == value_type.as_str();
        if both_read && !kind.fits(value_type) {
            read.refuse("value_type", Problem::DoesNotFit { with: "type".to_owned() });
        }
        (kind, value_type)
    }

    fn read_value(&self, read: &mut Reader, stored: Option<EnumerationId>) -> Choice {
        let enumeration = match stored {
            Some(stored) => stored,
            None => read.choice("enumeration", &self.enumeration, EnumerationId::new(0)),
        };
        Choice::Value { enumeration, default: read.optional_choice("default_value", &self.default_value) }
    }

    fn read_number(&self, read: &mut Reader) -> Choice {
        let included = read.optional_number("included", &self.included, 0, MOST).unwrap_or_default();
        let minimum = read.optional_number("minimum", &self.minimum, 0, MOST).unwrap_or_default();
        let maximum = read.number("maximum", &self.maximum, minimum.max(1), MOST);
        let step = read.optional_number("step", &self.step, 1, MOST).unwrap_or(1);
        let default =
            read.optional_number("default_amount", &self.default_amount, 0, MOST).unwrap_or(minimum);
        let limits = Limits { default, included, minimum, maximum, step };
        match limits.check(default) {
            Ok(()) => {}
            Err(AmountProblem::OutOfRange { minimum: min, maximum: max }) => {
                read.refuse("default_amount", Problem::OutOfRange { min, max });
            }
            Err(AmountProblem::NotAStep { .. }) => {
                read.refuse("default_amount", Problem::DoesNotFit { with: "step".to_owned() });
            }
        }
        let unit = read.optional_text("unit", &self.unit, 20);
        Choice::Amount { value_type: ValueType::Integer, limits, unit }
    }
}

/// Checks that the enumeration is there and the default value is one of it, and describes the option in words.
pub(super) async fn described(db: impl Into<Exec<'_>>, details: &Details) -> Result<Vec<Described>> {
    let mut fields = vec![
        ("billing_type", word(details.billing.as_str())),
        ("type", word(details.kind.as_str())),
        ("name", details.name.clone()),
        ("intname", details.intname.clone()),
        ("value_type", word(details.choice.value_type().as_str())),
    ];
    match &details.choice {
        Choice::Value { enumeration, default } => {
            let (list, value) = value_names(db, *enumeration, *default).await?;
            fields.extend([("enumeration", list), ("default_value", value)]);
        }
        Choice::Amount { value_type: ValueType::Boolean, limits, .. } => {
            fields.push(("default_on", if limits.default > 0 { "on" } else { "off" }.to_owned()));
        }
        Choice::Amount { limits, unit, .. } => fields.extend([
            ("included", limits.included.to_string()),
            ("minimum", limits.minimum.to_string()),
            ("maximum", limits.maximum.to_string()),
            ("step", limits.step.to_string()),
            ("default_amount", limits.default.to_string()),
            ("unit", unit.clone()),
        ]),
    }
    fields.push(("sort", details.sort.to_string()));
    Ok(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn word(word: &str) -> String {
    word.replace('_', " ")
}

async fn value_names(
    db: impl Into<Exec<'_>>,
    enumeration: EnumerationId,
    default: Option<ValueId>,
) -> Result<(String, String)> {
    let problem = |field, problem| Refusal::Field(FieldProblem::new(field, problem));
    let mut db = db.into();
    let list = enumerations::find(db.again(), enumeration).await?;
    let list = list.ok_or_else(|| problem("enumeration", Problem::NotAChoice))?;
    let Some(default) = default else { return Ok((list.name, String::new())) };
    let value = enumerations::find_value(db.again(), default).await?;
    let value = value.filter(|value| value.enumeration_id == enumeration);
    let value = value
        .ok_or_else(|| problem("default_value", Problem::DoesNotFit { with: "enumeration".to_owned() }))?;
    Ok((list.name, value.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn problems(form: &OptionForm) -> Vec<(String, Problem)> {
        match form.read(None) {
            Err(Error::Refused(refusals)) => refusals
                .into_iter()
                .map(|refusal| match refusal {
                    Refusal::Field(problem) => (problem.field, problem.problem),
                    other => panic!("{other:?}"),
                })
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    fn number(default: &str, maximum: &str, step: &str) -> OptionForm {
        OptionForm {
            billing_type: "per_period".into(),
            kind: "extra_addresses".into(),
            name: "Addresses".into(),
            intname: "addresses".into(),
            value_type: "integer".into(),
            default_amount: default.into(),
            maximum: maximum.into(),
            step: step.into(),
            ..OptionForm::default()
        }
    }

    #[test]
    fn only_the_fields_of_the_chosen_value_type_are_read() {
        let form = OptionForm { enumeration: "none".into(), included: "many".into(), ..number("", "5", "") };
        let boolean = OptionForm { value_type: "boolean".into(), default_on: "on".into(), ..form };
        let limits = Limits::yes_or_no(true);
        let unit = String::new();
        let wanted = Choice::Amount { value_type: ValueType::Boolean, limits, unit };
        assert_eq!(boolean.read(None).unwrap().choice, wanted);
    }

    #[test]
    fn a_panel_is_chosen_from_an_enumeration_and_nothing_else_is() {
        let form = OptionForm { kind: "panel_license".into(), ..number("", "5", "") };
        let fit = Problem::DoesNotFit { with: "type".into() };
        assert_eq!(problems(&form), [("value_type".to_owned(), fit)]);
    }

    #[test]
    fn the_default_lies_within_the_limits_and_on_a_step() {
        assert!(number("4", "5", "2").read(None).is_ok());
        let range = Problem::OutOfRange { min: 0, max: 5 };
        assert_eq!(problems(&number("6", "5", "1")), [("default_amount".to_owned(), range)]);
        let step = Problem::DoesNotFit { with: "step".into() };
        assert_eq!(problems(&number("3", "5", "2")), [("default_amount".to_owned(), step)]);
    }
}
