//! Adds an enumeration with its values.

use domain::access::Action;
use domain::{EnumerationId, PlanCode, ProductId, ValueId};
use store::Tx;
use store::enumerations::{self, NewValue};

use crate::{Caller, Engine, Result};

/// A named list to add.
#[derive(Debug, Clone)]
pub struct NewEnumeration {
    /// Its name.
    pub name: String,
    /// Its internal name.
    pub intname: String,
    /// Its values, in their order.
    pub values: Vec<EnumerationItem>,
}

/// A value of a list to add.
#[derive(Debug, Clone)]
pub struct EnumerationItem {
    /// Its name.
    pub name: String,
    /// The plan code at the license server, or `nopanel`.
    pub plan_code: PlanCode,
    /// The product of that code; none for `nopanel`.
    pub product: Option<ProductId>,
}

/// A list that was added.
#[derive(Debug, Clone)]
pub struct AddedEnumeration {
    /// The list.
    pub id: EnumerationId,
    /// Its values, in their order.
    pub values: Vec<ValueId>,
}

/// Adds an enumeration with its values.
pub async fn add_enumeration(
    engine: &Engine,
    caller: Caller,
    new: &NewEnumeration,
) -> Result<AddedEnumeration> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let added = write(&mut tx, new).await?;
    tx.commit().await?;
    Ok(added)
}

pub(super) async fn write(tx: &mut Tx, new: &NewEnumeration) -> Result<AddedEnumeration> {
    let id = enumerations::insert(tx, &new.name, &new.intname).await?;
    let mut values = Vec::with_capacity(new.values.len());
    for (sort, item) in (1..).zip(&new.values) {
        let value = NewValue {
            enumeration_id: id,
            name: &item.name,
            plan_code: &item.plan_code,
            product_id: item.product,
            sort,
        };
        values.push(enumerations::insert_value(tx, &value).await?);
    }
    Ok(AddedEnumeration { id, values })
}
