//! What staff do with the values of enumerations.

mod add;
mod delete;
mod edit;
mod import;
mod reorder;

use domain::catalogue::{Described, Object, Root};
use domain::form::{FieldProblem, Problem, Reader};
use domain::{EnumerationId, PlanCode, ProductId, ValueId};
use store::enumerations::{self, NewValue, VALUE_INTNAME};
use store::products::{self, FunctionPrefix, Product};
use store::{Tx, form_keys};

use super::products::{Group, NAME_LENGTH, add_code, insert as insert_group};
use crate::history::Subject;
use crate::{Caller, Engine, Error, Refusal, Result, history};

pub use add::add_value;
pub use delete::delete_value;
pub use edit::edit_value;
pub use import::{ImportItem, Imported, import_values};
pub use reorder::move_value;

/// What the field of the product group says when a new group is to be made.
pub const NEW_GROUP: &str = "new";

/// A value as typed.
#[derive(Debug, Clone, Default)]
pub struct ValueForm {
    /// Its name.
    pub name: String,
    /// The plan code at the license server, or `nopanel`.
    pub intname: String,
    /// The number of its product group, or [`NEW_GROUP`]; of no importance for `nopanel`.
    pub product: String,
    /// The name of a new group.
    pub product_name: String,
    /// Which functions of the license server sell a new group.
    pub function_prefix: String,
    /// What a new group is ordered with.
    pub addons: String,
    /// Its place in the list; empty is the end of it.
    pub sort: String,
    /// The place that the form was opened with: a value that somebody else moved meanwhile stays there.
    pub sort_was: String,
}

/// What was typed, read.
struct Fields {
    name: String,
    plan_code: PlanCode,
    group: Choice,
    place: Option<i64>,
}

/// The product group that was chosen.
enum Choice {
    /// `nopanel` has none.
    None,
    /// One that is there.
    Existing(ProductId),
    /// One to make.
    New(Group),
}

/// A value's group, found.
enum Found {
    None,
    Existing(Product),
    New(Group),
}

impl Fields {
    fn read(form: &ValueForm) -> Result<Self> {
        let mut read = Reader::default();
        let name = read.text("name", &form.name, 100);
        let plan_code = read.plan_code("intname", &form.intname);
        let group = match form.product.trim() {
            _ if form.intname.trim() == PlanCode::NO_PANEL => Choice::None,
            NEW_GROUP => Choice::New(Group {
                name: read.text("product_name", &form.product_name, NAME_LENGTH),
                function_prefix: read.choice("function_prefix", &form.function_prefix, FunctionPrefix::Soft),
                addons: read.addons("addons", &form.addons),
                plan_codes: vec![plan_code.clone()],
            }),
            chosen => Choice::Existing(read.choice("product", chosen, ProductId::new(0))),
        };
        let place = read.optional_number("sort", &form.sort, 1, 1_000_000);
        read.done()?;
        Ok(Self { name, plan_code, group, place })
    }
}

impl Choice {
    async fn find(self, tx: &mut Tx) -> Result<Found> {
        Ok(match self {
            Self::None => Found::None,
            Self::New(group) => Found::New(group),
            Self::Existing(id) => match products::lock(tx, id).await? {
                Some(product) => Found::Existing(product),
                None => return Err(Refusal::Field(FieldProblem::new("product", Problem::NotAChoice)).into()),
            },
        })
    }
}

impl Found {
    fn name(&self) -> &str {
        match self {
            Self::None => "",
            Self::Existing(product) => &product.name,
            Self::New(group) => &group.name,
        }
    }

    /// Counts the plan code to the group, which is made where it is new.
    async fn take(
        self,
        tx: &mut Tx,
        engine: &Engine,
        caller: Caller,
        code: &PlanCode,
    ) -> Result<Option<ProductId>> {
        match self {
            Self::None => Ok(None),
            Self::New(group) => insert_group(tx, engine, caller, &group, "product_name").await.map(Some),
            Self::Existing(product) => {
                add_code(tx, engine, caller, &product, code).await?;
                Ok(Some(product.id))
            }
        }
    }
}

/// A value as its history tells it.
fn described(name: &str, plan_code: &PlanCode, product: &str, place: i64) -> Vec<Described> {
    let field = |name: &str, value: String| (name.to_owned(), value);
    vec![
        field("name", name.to_owned()),
        field("intname", plan_code.to_string()),
        field("product", product.to_owned()),
        field("order", place.to_string()),
    ]
}

fn subject(list: EnumerationId, id: ValueId, name: &str) -> Subject<'_> {
    Subject { root: (Root::Enumeration, list.get()), object: (Object::Value, id.get()), name }
}

/// Adds a value in the transaction of something else, with its history.
pub(super) async fn insert(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    new: &NewValue<'_>,
    product: &str,
) -> Result<ValueId> {
    let id = enumerations::insert_value(tx, new).await.map_err(taken)?;
    let now = described(new.name, new.plan_code, product, new.sort);
    history::added(tx, engine, caller, subject(new.enumeration_id, id, new.name), &now).await?;
    Ok(id)
}

/// Says beside the field that the list has the plan code already.
fn taken(error: store::Error) -> Error {
    if error.violates(VALUE_INTNAME) {
        return Refusal::Field(FieldProblem::new("intname", Problem::Taken)).into();
    }
    error.into()
}

/// Keeps what a form has added.
async fn keep(tx: &mut Tx, key: &str, id: ValueId) -> Result<()> {
    Ok(form_keys::keep(tx, key, id.get()).await?)
}
