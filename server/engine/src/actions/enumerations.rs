//! What staff do with enumerations.

mod add;
mod delete;
mod edit;
mod panel_list;

use domain::EnumerationId;
use domain::catalogue::{Described, Object, Root};
use domain::form::{FieldProblem, Problem, Reader};
use store::enumerations::INTNAME;

use crate::history::Subject;
use crate::{Error, Refusal, Result};

pub use add::add_enumeration;
pub use delete::delete_enumeration;
pub use edit::edit_enumeration;
pub use panel_list::{NO_PANEL_NAME, PANEL_LIST_INTNAME, PANEL_LIST_NAME, make_panel_list};

/// An enumeration as typed.
#[derive(Debug, Clone, Default)]
pub struct EnumerationForm {
    /// Its name.
    pub name: String,
    /// Its internal name.
    pub intname: String,
}

/// What was typed, read.
struct Names {
    name: String,
    intname: String,
}

impl Names {
    fn read(form: &EnumerationForm) -> Result<Self> {
        let mut read = Reader::default();
        let names = Self {
            name: read.text("name", &form.name, 100),
            intname: read.intname("intname", &form.intname),
        };
        read.done()?;
        Ok(names)
    }

    fn described(&self) -> Vec<Described> {
        described(&self.name, &self.intname)
    }
}

fn described(name: &str, intname: &str) -> Vec<Described> {
    vec![("name".to_owned(), name.to_owned()), ("intname".to_owned(), intname.to_owned())]
}

fn subject(id: EnumerationId, name: &str) -> Subject<'_> {
    Subject { root: (Root::Enumeration, id.get()), object: (Object::Enumeration, id.get()), name }
}

/// Says beside the field that another list has the internal name.
fn taken(error: store::Error) -> Error {
    if error.violates(INTNAME) {
        return Refusal::Field(FieldProblem::new("intname", Problem::Taken)).into();
    }
    error.into()
}
