//! What staff do with product groups: plan codes that are one product at the license server.

mod add;
mod delete;
mod edit;

use domain::catalogue::{Described, Object, Root, changes};
use domain::form::{FieldProblem, Problem, Reader, addons_text, plan_codes_text};
use domain::pool::Addons;
use domain::{PlanCode, ProductId};
use store::Tx;
use store::products::{self, FunctionPrefix, NAME, NewProduct, Product};

use crate::history::Subject;
use crate::{Caller, Engine, Error, Refusal, Result, history};

pub use add::add_product;
pub use delete::delete_product;
pub use edit::edit_product;

/// The longest name of a group.
pub(super) const NAME_LENGTH: usize = 100;

/// A product group as typed.
#[derive(Debug, Clone, Default)]
pub struct ProductForm {
    /// Its name.
    pub name: String,
    /// Which functions of the license server sell it: `soft`, `softexternal` or `platform`.
    pub function_prefix: String,
    /// What is ordered with it: `55236 = 3`, with commas or lines between them.
    pub addons: String,
    /// Its plan codes, with spaces, commas or lines between them.
    pub plan_codes: String,
}

/// What was typed, read.
#[derive(Debug)]
pub(super) struct Group {
    pub name: String,
    pub function_prefix: FunctionPrefix,
    pub addons: Addons,
    pub plan_codes: Vec<PlanCode>,
}

impl Group {
    fn read(form: &ProductForm) -> Result<Self> {
        let mut read = Reader::default();
        let group = Self {
            name: read.text("name", &form.name, NAME_LENGTH),
            function_prefix: read.choice("function_prefix", &form.function_prefix, FunctionPrefix::Soft),
            addons: read.addons("addons", &form.addons),
            plan_codes: read.plan_codes("plan_codes", &form.plan_codes),
        };
        read.done()?;
        Ok(group)
    }

    fn of(product: &Product) -> Self {
        Self {
            name: product.name.clone(),
            function_prefix: product.function_prefix,
            addons: product.addons.clone(),
            plan_codes: product.plan_codes.clone(),
        }
    }

    fn described(&self) -> Vec<Described> {
        let field = |name: &str, value: String| (name.to_owned(), value);
        vec![
            field("name", self.name.clone()),
            field("function_prefix", self.function_prefix.to_string()),
            field("addons", addons_text(&self.addons)),
            field("plan_codes", plan_codes_text(&self.plan_codes)),
        ]
    }

    fn stored(&self) -> NewProduct<'_> {
        NewProduct {
            name: &self.name,
            function_prefix: self.function_prefix,
            addons: &self.addons,
            plan_codes: &self.plan_codes,
        }
    }
}

/// Adds a group in the transaction of something else; a taken name is told beside `name_field`.
pub(super) async fn insert(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    group: &Group,
    name_field: &str,
) -> Result<ProductId> {
    let id = products::insert(tx, &group.stored()).await.map_err(|error| taken(error, name_field))?;
    history::added(tx, engine, caller, subject(id, &group.name), &group.described()).await?;
    Ok(id)
}

/// Counts a plan code to a group, if it is not counted to it yet.
pub(super) async fn add_code(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    product: &Product,
    code: &PlanCode,
) -> Result<()> {
    if product.plan_codes.contains(code) {
        return Ok(());
    }
    let old = Group::of(product);
    let mut new = Group::of(product);
    new.plan_codes.push(code.clone());
    new.plan_codes.sort();
    write(tx, engine, caller, product.id, &old, &new).await
}

/// Makes a group another.
async fn write(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    id: ProductId,
    old: &Group,
    new: &Group,
) -> Result<()> {
    let fields = changes(&old.described(), &new.described());
    products::update(tx, id, &new.stored()).await.map_err(|error| taken(error, "name"))?;
    history::changed(tx, engine, caller, subject(id, &new.name), &fields).await
}

fn subject(id: ProductId, name: &str) -> Subject<'_> {
    Subject { root: (Root::Product, id.get()), object: (Object::Product, id.get()), name }
}

fn taken(error: store::Error, field: &str) -> Error {
    if error.violates(NAME) {
        return Refusal::Field(FieldProblem::new(field, Problem::Taken)).into();
    }
    error.into()
}
