//! Options of tariff plans: added, edited, turned on and off, deleted.

mod add;
mod delete;
mod edit;
mod form;
mod state;

use domain::OptionId;
use domain::catalogue::{Object, Root};
use domain::form::{FieldProblem, Problem};
use store::tariffs::options::{ONE_PANEL, OPTION_NAME, TariffOption};

pub use add::add_option;
pub use delete::delete_option;
pub(crate) use delete::option_uses;
pub use edit::edit_option;
pub use form::OptionForm;
pub use state::set_option_enabled;

use crate::history::Subject;
use crate::{Error, Refusal};

/// An option as its history knows it.
fn subject(option: &TariffOption) -> Subject<'_> {
    Subject {
        root: (Root::Tariff, option.tariff_id.get()),
        object: object(option.id),
        name: &option.details.name,
    }
}

const fn object(id: OptionId) -> (Object, i64) {
    (Object::Option, id.get())
}

/// What a unique index that is violated stands for.
fn taken(error: store::Error) -> Error {
    let problem = |field, problem| Refusal::Field(FieldProblem::new(field, problem)).into();
    if error.violates(OPTION_NAME) {
        problem("intname", Problem::Taken)
    } else if error.violates(ONE_PANEL) {
        problem("type", Problem::OnlyOne)
    } else {
        error.into()
    }
}
