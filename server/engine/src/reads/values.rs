//! The values of an enumeration, and the form of one of them.

use domain::access::Action;
use domain::{EnumerationId, PlanCode, ValueId};
use store::enumerations::value_list::{self, Line, Wanted};
use store::enumerations::{self, Enumeration, Value, uses};
use store::price_list;
use store::products::{self, Product};

use super::price_sources::{PlanCheck, PriceSource, check_plan, price_sources};
use crate::actions::in_use::{NAMED, named};
use crate::{Caller, Engine, Error, Result, Use};

/// A page of an enumeration's values.
#[derive(Debug)]
pub struct ValuesPage {
    /// The enumeration.
    pub enumeration: Enumeration,
    /// The rows of this page.
    pub lines: Vec<Line>,
    /// How many were found on all pages.
    pub total: i64,
    /// How many values the enumeration has.
    pub count: i64,
    /// The license servers whose price lists were looked into.
    pub sources: Vec<PriceSource>,
}

/// What the form of a value needs.
#[derive(Debug)]
pub struct ValueFormPage {
    /// The enumeration.
    pub enumeration: Enumeration,
    /// The value; absent for a new one.
    pub value: Option<Value>,
    /// How many values the enumeration has.
    pub count: i64,
    /// Every product group, by name.
    pub products: Vec<Product>,
    /// Every plan code on a price list, with its name there.
    pub plans: Vec<(PlanCode, String)>,
    /// The license servers whose price lists were looked into.
    pub sources: Vec<PriceSource>,
    /// What they say of the plan code in the form; absent where there is nothing to ask for.
    pub check: Option<PlanCheck>,
    /// How many services that are not gone were sold the value's plan code.
    pub services: i64,
    /// The first things that use the value.
    pub uses: Vec<Use>,
    /// How many more there are.
    pub more_uses: u64,
}

/// One page of an enumeration's values.
pub async fn values(
    engine: &Engine,
    caller: Caller,
    list: EnumerationId,
    wanted: &Wanted<'_>,
) -> Result<ValuesPage> {
    caller.may(Action::SeeStaffPages)?;
    let enumeration = enumerations::find(engine.db(), list).await?.ok_or(Error::NotFound)?;
    let lines = value_list::page(engine.db(), list, wanted).await?;
    let total = value_list::count(engine.db(), list, wanted).await?;
    let count = enumerations::value_count(engine.db(), list).await?;
    let sources = price_sources(engine).await?;
    Ok(ValuesPage { enumeration, lines, total, count, sources })
}

/// The form of a new value, or of one of the enumeration's. `typed` is the plan code that was typed into it, where
/// it comes back refused.
pub async fn value_form(
    engine: &Engine,
    caller: Caller,
    list: EnumerationId,
    id: Option<ValueId>,
    typed: Option<&str>,
) -> Result<ValueFormPage> {
    caller.may(Action::SeeStaffPages)?;
    let db = engine.db();
    let enumeration = enumerations::find(db, list).await?.ok_or(Error::NotFound)?;
    let value = match id {
        Some(id) => {
            let value = enumerations::find_value(db, id).await?;
            Some(value.filter(|value| value.enumeration_id == list).ok_or(Error::NotFound)?)
        }
        None => None,
    };
    let sources = price_sources(engine).await?;
    let typed = typed.map(|typed| typed.parse::<PlanCode>().ok());
    let code = typed.unwrap_or_else(|| value.as_ref().map(|value| value.plan_code.clone()));
    let check = match code.filter(|code| !code.is_no_panel()) {
        Some(code) => Some(check_plan(engine, &sources, &code).await?),
        None => None,
    };
    let (services, (uses, more_uses)) = match id {
        Some(id) => (uses::services_of_value(db, id).await?, named(uses::of_value(db, id, NAMED).await?)),
        None => (0, (Vec::new(), 0)),
    };
    Ok(ValueFormPage {
        enumeration,
        value,
        count: enumerations::value_count(db, list).await?,
        products: products::list(db).await?,
        plans: price_list::names(db).await?,
        sources,
        check,
        services,
        uses,
        more_uses,
    })
}
