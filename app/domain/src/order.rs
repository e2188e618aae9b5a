//! Orders: the form and what it turns into.

mod form;

pub use form::{
    AutoprolongProblem, ExtraProblem, FieldError, Offer, OperatingSystem, OrderChoice, OrderForm, OsProblem,
    PanelProblem, PeriodProblem, read_amount,
};
