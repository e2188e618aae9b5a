//! What staff edit, and how a change of it is told.

use serde::{Deserialize, Serialize};

use crate::text_enum::text_enum;

text_enum! {
    /// An object on whose page a history is read.
    Root {
        /// A processing module, with its parameters.
        Module = "module",
        /// A product group.
        Product = "product",
        /// An enumeration, with its values.
        Enumeration = "enumeration",
        /// A tariff plan, with its options and prices.
        Tariff = "tariff",
        /// The currency rates.
        Rates = "rates",
    }
}

text_enum! {
    /// An object that staff change.
    Object {
        /// A processing module.
        Module = "module",
        /// A period alignment rule.
        Rule = "rule",
        /// A product group.
        Product = "product",
        /// An enumeration.
        Enumeration = "enumeration",
        /// A value of an enumeration.
        Value = "value",
        /// A tariff plan.
        Tariff = "tariff",
        /// An option of a tariff plan.
        Option = "option",
        /// The prices of an option.
        Prices = "prices",
        /// A currency rate.
        Rate = "rate",
    }
}

text_enum! {
    /// What was done with an object.
    Verb {
        /// It is new.
        Added = "added",
        /// It is another than before.
        Changed = "changed",
        /// It is gone.
        Deleted = "deleted",
        /// It is again as it was.
        Restored = "restored",
    }
}

/// A field of an object as a person reads it: its name in the form, and its value.
pub type Described = (String, String);

/// A field that changed. An absent side means that the field was not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field's name in the form.
    pub field: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// What differs between two descriptions of one object, in the order of the fields.
pub fn changes(old: &[Described], new: &[Described]) -> Vec<FieldChange> {
    let value = |fields: &[Described], name: &str| {
        fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
    };
    let gone = old.iter().filter(|(name, _)| value(new, name).is_none());
    new.iter()
        .chain(gone)
        .map(|(name, _)| FieldChange { field: name.clone(), old: value(old, name), new: value(new, name) })
        .filter(|change| change.old != change.new)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(fields: &[(&str, &str)]) -> Vec<Described> {
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn only_what_differs_is_a_change_and_what_is_gone_is_one() {
        let old = described(&[("name", "Start"), ("sort", "1"), ("preset", "small")]);
        let new = described(&[("name", "Start"), ("sort", "2"), ("ram", "1024")]);
        let change = |field: &str, old: Option<&str>, new: Option<&str>| FieldChange {
            field: field.to_owned(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        };
        let expected = vec![
            change("sort", Some("1"), Some("2")),
            change("ram", None, Some("1024")),
            change("preset", Some("small"), None),
        ];
        assert_eq!(changes(&old, &new), expected);
        assert!(changes(&old, &old).is_empty());
    }
}
