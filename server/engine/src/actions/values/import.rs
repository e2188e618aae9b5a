use std::collections::{BTreeMap, HashSet};

use domain::access::Action;
use domain::form::Reader;
use domain::{EnumerationId, PlanCode};
use store::enumerations::{self, NewValue};
use store::products::{self, FunctionPrefix};

use super::{Found, insert};
use crate::actions::products::{Group, NAME_LENGTH};
use crate::{Caller, Engine, Error, Result};

/// A plan code to make a value of.
#[derive(Debug, Clone)]
pub struct ImportItem {
    /// The plan code.
    pub plan_code: String,
    /// The value's name.
    pub name: String,
    /// The product group's name: one of this name, or a new one.
    pub group: String,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// How many values were added.
    pub added: u64,
    /// How many plan codes the list had already.
    pub known: u64,
}

/// Makes a value of each plan code that the list does not have, at its end; what it has stays as it is.
///
/// Problems stand beside `name_CODE` and `group_CODE`; new groups are sold by `function_prefix`.
pub async fn import_values(
    engine: &Engine,
    caller: Caller,
    list: EnumerationId,
    items: &[ImportItem],
    function_prefix: &str,
) -> Result<Imported> {
    caller.may(Action::ManageProducts)?;
    let (wanted, prefix) = read(items, function_prefix)?;
    let mut tx = engine.db().begin().await?;
    enumerations::lock_order(&mut tx, list).await?.ok_or(Error::NotFound)?;
    let there = enumerations::values(&mut tx, list).await?;
    let there: HashSet<PlanCode> = there.into_iter().map(|value| value.plan_code).collect();
    let mut imported = Imported { added: 0, known: 0 };
    let mut sort = enumerations::value_count(&mut tx, list).await?;
    for (plan_code, (name, group)) in &wanted {
        if there.contains(plan_code) {
            imported.known += 1;
            continue;
        }
        let named = products::find_named(&mut tx, group).await?.map(|product| product.id);
        let named = match named {
            Some(product) => products::lock(&mut tx, product).await?,
            None => None,
        };
        let found = match named {
            Some(product) => Found::Existing(product),
            None => Found::New(Group {
                name: group.clone(),
                function_prefix: prefix,
                addons: domain::pool::Addons::new(),
                plan_codes: vec![plan_code.clone()],
            }),
        };
        let product_id = found.take(&mut tx, engine, caller, plan_code).await?;
        sort += 1;
        let new = NewValue { enumeration_id: list, name, plan_code, product_id, sort };
        insert(&mut tx, engine, caller, &new, group).await?;
        imported.added += 1;
    }
    tx.commit().await?;
    Ok(imported)
}

/// The values by their codes, each with its name and its group's.
type Wanted = BTreeMap<PlanCode, (String, String)>;

fn read(items: &[ImportItem], function_prefix: &str) -> Result<(Wanted, FunctionPrefix)> {
    let mut read = Reader::default();
    let mut wanted = Wanted::new();
    for item in items {
        let code = read.plan_code(&format!("plan_{}", item.plan_code), &item.plan_code);
        let name = read.text(&format!("name_{}", item.plan_code), &item.name, 100);
        let group = read.text(&format!("group_{}", item.plan_code), &item.group, NAME_LENGTH);
        // `nopanel` is no plan of a license server.
        if !code.is_no_panel() {
            wanted.insert(code, (name, group));
        }
    }
    let prefix = read.choice("function_prefix", function_prefix, FunctionPrefix::Soft);
    read.done()?;
    Ok((wanted, prefix))
}
