//! License products: which plan codes are one product at the license server.

pub mod list;

use std::fmt;
use std::str::FromStr;

use domain::pool::Addons;
use domain::{PlanCode, ProductId};

use crate::{Constraint, Error, Exec, Result, Tx, column};

/// No two products have one name.
pub const NAME: Constraint = Constraint { name: "license_products_name", columns: "license_products.name" };

/// Which family of functions sells a product (`docs/protocols/billmanager.md §2.3`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionPrefix {
    /// `soft.…`
    Soft,
    /// `softexternal.…`
    SoftExternal,
    /// `platform.…`
    Platform,
}

impl FunctionPrefix {
    /// Every family.
    pub const ALL: &'static [Self] = &[Self::Soft, Self::SoftExternal, Self::Platform];

    /// What stands before the dot.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::SoftExternal => "softexternal",
            Self::Platform => "platform",
        }
    }
}

impl fmt::Display for FunctionPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A word that is no function prefix.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a function prefix")]
pub struct FunctionPrefixError(String);

impl FromStr for FunctionPrefix {
    type Err = FunctionPrefixError;

    fn from_str(word: &str) -> std::result::Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|prefix| prefix.as_str() == word)
            .ok_or_else(|| FunctionPrefixError(word.to_owned()))
    }
}

/// A license product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its number.
    pub id: ProductId,
    /// Its name here.
    pub name: String,
    /// Which functions sell it.
    pub function_prefix: FunctionPrefix,
    /// What is ordered with it.
    pub addons: Addons,
    /// The plan codes that are this product.
    pub plan_codes: Vec<PlanCode>,
    /// Grows with every change.
    pub version: i64,
}

/// A product to add.
#[derive(Debug)]
pub struct NewProduct<'a> {
    /// Its name here.
    pub name: &'a str,
    /// Which functions sell it.
    pub function_prefix: FunctionPrefix,
    /// What is ordered with it.
    pub addons: &'a Addons,
    /// The plan codes that are this product.
    pub plan_codes: &'a [PlanCode],
}

/// Adds a product with its plan codes; a second one of this name violates [`NAME`].
pub async fn insert(tx: &mut Tx, new: &NewProduct<'_>) -> Result<ProductId> {
    let (name, prefix, addons) = (new.name, new.function_prefix.as_str(), addons_text(new.addons)?);
    let id = ProductId::new(fetch_scalar!(&mut *tx, i64, INSERT, name, prefix, addons, name.to_lowercase())?);
    insert_codes(tx, id, new.plan_codes).await?;
    Ok(id)
}

/// Makes a product another, with other plan codes; another one of this name violates [`NAME`].
pub async fn update(tx: &mut Tx, id: ProductId, new: &NewProduct<'_>) -> Result<()> {
    let (name, prefix, addons) = (new.name, new.function_prefix.as_str(), addons_text(new.addons)?);
    execute!(&mut *tx, UPDATE, id.get(), name, prefix, addons, name.to_lowercase())?;
    execute!(&mut *tx, DELETE_CODES, id.get())?;
    insert_codes(tx, id, new.plan_codes).await
}

/// Takes a product away; nothing may belong to it.
pub async fn delete(tx: &mut Tx, id: ProductId) -> Result<()> {
    execute!(tx, DELETE, id.get())?;
    Ok(())
}

async fn insert_codes(tx: &mut Tx, id: ProductId, codes: &[PlanCode]) -> Result<()> {
    for code in codes {
        execute!(&mut *tx, INSERT_CODE, id.get(), code.as_str())?;
    }
    Ok(())
}

fn addons_text(addons: &Addons) -> Result<String> {
    serde_json::to_string(addons).map_err(|error| Error::corrupt("license_products.addons", error))
}

/// One product.
pub async fn find(db: impl Into<Exec<'_>>, id: ProductId) -> Result<Option<Product>> {
    Ok(grouped(fetch_all!(db, Row, FIND, id.get())?)?.pop())
}

/// One product, kept from other changes until this transaction is done.
pub async fn lock(tx: &mut Tx, id: ProductId) -> Result<Option<Product>> {
    execute!(&mut *tx, LOCK, id.get())?;
    find(tx, id).await
}

/// The product of this name.
pub async fn find_named(db: impl Into<Exec<'_>>, name: &str) -> Result<Option<Product>> {
    Ok(grouped(fetch_all!(db, Row, FIND_NAMED, name)?)?.pop())
}

/// Every product, by name.
pub async fn list(db: impl Into<Exec<'_>>) -> Result<Vec<Product>> {
    grouped(fetch_all!(db, Row, LIST)?)
}

/// The plan codes of a product that values of enumerations sell.
pub async fn codes_on_sale(db: impl Into<Exec<'_>>, id: ProductId) -> Result<Vec<PlanCode>> {
    fetch_all!(db, (String,), ON_SALE, id.get())?
        .into_iter()
        .map(|(code,)| column::parse("enumeration_values.intname", &code))
        .collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    function_prefix: String,
    addons: String,
    version: i64,
    code: Option<String>,
}

/// Rows of one product stand together, one for each code.
fn grouped(rows: Vec<Row>) -> Result<Vec<Product>> {
    let mut products: Vec<Product> = Vec::new();
    for row in rows {
        let code = column::parse_optional("plan_codes.code", row.code.as_deref())?;
        match products.last_mut() {
            Some(product) if product.id.get() == row.id => product.plan_codes.extend(code),
            _ => products.push(Product {
                id: ProductId::new(row.id),
                name: row.name,
                function_prefix: column::parse("license_products.function_prefix", &row.function_prefix)?,
                addons: serde_json::from_str(&row.addons)
                    .map_err(|error| Error::corrupt("license_products.addons", error))?,
                plan_codes: code.into_iter().collect(),
                version: row.version,
            }),
        }
    }
    Ok(products)
}

statements! {
    INSERT = "INSERT INTO license_products (name, function_prefix, addons, search) VALUES ($1, $2, $3, $4)
        RETURNING id";
    UPDATE = "UPDATE license_products SET name = $2, function_prefix = $3, addons = $4, search = $5,
        version = version + 1 WHERE id = $1";
    LOCK = "UPDATE license_products SET version = version WHERE id = $1";
    DELETE = "DELETE FROM license_products WHERE id = $1";
    INSERT_CODE = "INSERT INTO plan_codes (product_id, code) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    DELETE_CODES = "DELETE FROM plan_codes WHERE product_id = $1";
    ON_SALE = r#"SELECT intname FROM enumeration_values WHERE product_id = $1
        GROUP BY intname ORDER BY intname COLLATE "C""#;
    FIND = r#"SELECT p.id, p.name, p.function_prefix, p.addons, p.version, c.code
        FROM license_products p LEFT JOIN plan_codes c ON c.product_id = p.id
        WHERE p.id = $1 ORDER BY c.code COLLATE "C""#;
    FIND_NAMED = r#"SELECT p.id, p.name, p.function_prefix, p.addons, p.version, c.code
        FROM license_products p LEFT JOIN plan_codes c ON c.product_id = p.id
        WHERE p.name = $1 ORDER BY c.code COLLATE "C""#;
    LIST = r#"SELECT p.id, p.name, p.function_prefix, p.addons, p.version, c.code
        FROM license_products p LEFT JOIN plan_codes c ON c.product_id = p.id
        ORDER BY p.name COLLATE "C", p.id, c.code COLLATE "C""#;
}
