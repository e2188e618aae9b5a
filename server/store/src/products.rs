//! License products: which plan codes are one product at the license server.

use std::fmt;
use std::str::FromStr;

use domain::pool::Addons;
use domain::{PlanCode, ProductId};

use crate::{Error, Exec, Result, Tx, column};

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
        [Self::Soft, Self::SoftExternal, Self::Platform]
            .into_iter()
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

/// Adds a product with its plan codes.
pub async fn insert(tx: &mut Tx, new: &NewProduct<'_>) -> Result<ProductId> {
    let addons = serde_json::to_string(new.addons)
        .map_err(|error| Error::corrupt("license_products.addons", error))?;
    let id = fetch_scalar!(&mut *tx, i64, INSERT, new.name, new.function_prefix.as_str(), addons)?;
    for code in new.plan_codes {
        execute!(&mut *tx, INSERT_CODE, id, code.as_str())?;
    }
    Ok(ProductId::new(id))
}

/// One product.
pub async fn find(db: impl Into<Exec<'_>>, id: ProductId) -> Result<Option<Product>> {
    Ok(grouped(fetch_all!(db, Row, FIND, id.get())?)?.pop())
}

/// Every product, by name.
pub async fn list(db: impl Into<Exec<'_>>) -> Result<Vec<Product>> {
    grouped(fetch_all!(db, Row, LIST)?)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    function_prefix: String,
    addons: String,
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
            }),
        }
    }
    Ok(products)
}

statements! {
    INSERT = "INSERT INTO license_products (name, function_prefix, addons) VALUES ($1, $2, $3) RETURNING id";
    INSERT_CODE = "INSERT INTO plan_codes (product_id, code) VALUES ($1, $2)";
    FIND = r#"SELECT p.id, p.name, p.function_prefix, p.addons, c.code
        FROM license_products p LEFT JOIN plan_codes c ON c.product_id = p.id
        WHERE p.id = $1 ORDER BY c.code COLLATE "C""#;
    LIST = r#"SELECT p.id, p.name, p.function_prefix, p.addons, c.code
        FROM license_products p LEFT JOIN plan_codes c ON c.product_id = p.id
        ORDER BY p.name COLLATE "C", p.id, c.code COLLATE "C""#;
}
