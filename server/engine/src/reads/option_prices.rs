//! The price grid of an option, a page at a time, with what the license server asks for each license.

mod seller;

use domain::access::Action;
use domain::catalogue::Object;
use domain::price::{Margin, Row};
use domain::{Currency, ModuleId, OptionId, Period, PlanCode, RemoteMoney, TariffId};
use store::tariffs::options::grid::{self, GridValue, Wanted};
use store::tariffs::options::{TariffOption, unit_prices};
use store::tariffs::periods::{self, Price};
use store::{catalogue_changes, tariffs};

use self::seller::Seller;
use super::option::of_tariff;
use crate::{Caller, Engine, Error, Result};

/// Which page of a grid.
#[derive(Debug, Clone, Default)]
pub struct PricesWanted {
    /// Part of a value's name or internal name; empty finds all.
    pub search: String,
    /// Only values that are up, or only those that are down.
    pub available: Option<bool>,
    /// How many to skip.
    pub offset: u64,
    /// How many to show.
    pub limit: u32,
}

/// What the price grid shows.
#[derive(Debug)]
pub struct PricesPage {
    /// The tariff's name.
    pub tariff_name: String,
    /// The option.
    pub option: TariffOption,
    /// The currency of the prices.
    pub currency: Currency,
    /// The periods that the tariff is sold for.
    pub periods: Vec<Period>,
    /// The rows of this page.
    pub rows: Vec<GridRow>,
    /// How many rows all pages have.
    pub total: i64,
    /// The number of the last change of the prices.
    pub version: i64,
    /// Whose costs stand beside the prices; absent without a license server, and for options that need no license.
    pub source: Option<CostSource>,
    /// Currencies in which costs are not comparable with the prices.
    pub not_comparable: Vec<Currency>,
}

/// The license server whose costs stand beside the prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostSource {
    /// Its number.
    pub id: ModuleId,
    /// Its name.
    pub name: String,
    /// When its price list was read, in machine milliseconds.
    pub read_at_ms: Option<i64>,
}

/// A row of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// The row.
    pub row: Row,
    /// What it is called.
    pub name: String,
    /// The plan code, if it is a value.
    pub code: Option<PlanCode>,
    /// Whether the value is up; always, if it is none.
    pub available: bool,
    /// Its cells, one for each period.
    pub cells: Vec<GridCell>,
}

/// A row's prices for one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridCell {
    /// The period.
    pub period: Period,
    /// The price, if there is one.
    pub price: Option<Price>,
    /// What its license costs.
    pub seller: SellerCost,
}

/// What the license of a cell costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SellerCost {
    /// It needs no license.
    NoLicense,
    /// No price list was read, or there is no license server.
    Unknown,
    /// The license server sells its plan for no period that would do.
    NotSold,
    /// It costs this for the period that would be ordered there.
    Known {
        /// That period.
        paid: Period,
        /// What it costs.
        cost: RemoteMoney,
        /// What of it falls on the cell's period, and what is left of the price.
        margin: Option<Margin>,
    },
}

/// One page of the price grid of an option.
pub async fn option_prices(
    engine: &Engine,
    caller: Caller,
    tariff: TariffId,
    id: OptionId,
    wanted: &PricesWanted,
) -> Result<PricesPage> {
    caller.may(Action::SeeStaffPages)?;
    let db = engine.db();
    let option = of_tariff(engine, tariff, id).await?;
    let details = tariffs::find(db, tariff).await?.ok_or(Error::NotFound)?.details;
    let currency = details.currency;
    let periods: Vec<Period> =
        periods::list(db, tariff, currency).await?.into_iter().map(|price| price.period).collect();
    let version = catalogue_changes::last(db, (Object::Prices, id.get())).await?;
    let mut page = PricesPage {
        tariff_name: details.name,
        currency,
        periods,
        rows: Vec::new(),
        total: 1,
        version,
        source: None,
        not_comparable: Vec::new(),
        option,
    };
    match page.option.details.choice.enumeration() {
        None => page.rows.push(unit_row(engine, &page).await?),
        Some(enumeration) => {
            let wanted = Wanted {
                option: id,
                enumeration,
                search: &wanted.search,
                available: wanted.available,
                offset: i64::try_from(wanted.offset).unwrap_or(i64::MAX),
                limit: wanted.limit.into(),
            };
            page.total = grid::count(db, &wanted).await?;
            let values = grid::page(db, &wanted, currency).await?;
            let seller = Seller::read(engine, tariff, &values).await?;
            page.rows = values.into_iter().map(|value| value_row(&page, &seller, value)).collect();
            page.not_comparable = not_comparable(&page.rows);
            page.source = seller.source;
        }
    }
    Ok(page)
}

async fn unit_row(engine: &Engine, page: &PricesPage) -> Result<GridRow> {
    let prices = unit_prices::list(engine.db(), page.option.id, page.currency).await?;
    let cell = |period: &Period| GridCell {
        period: *period,
        price: prices.iter().find(|price| price.period == *period).copied(),
        seller: SellerCost::NoLicense,
    };
    Ok(GridRow {
        row: Row::Unit,
        name: page.option.details.name.clone(),
        code: None,
        available: true,
        cells: page.periods.iter().map(cell).collect(),
    })
}

fn value_row(page: &PricesPage, seller: &Seller, value: GridValue) -> GridRow {
    let cell = |period: &Period| {
        let price = value.prices.iter().find(|price| price.period == *period).copied();
        let cost = seller.cost(&value.plan_code, *period, price, page.currency);
        GridCell { period: *period, price, seller: cost }
    };
    GridRow {
        row: Row::Value(value.value_id),
        cells: page.periods.iter().map(cell).collect(),
        name: value.name,
        code: Some(value.plan_code),
        available: value.available,
    }
}

fn not_comparable(rows: &[GridRow]) -> Vec<Currency> {
    let cells = rows.iter().flat_map(|row| &row.cells);
    let mut from: Vec<Currency> = cells
        .filter_map(|cell| match cell.seller {
            SellerCost::Known { margin: Some(Margin::NotComparable { from, .. }), .. } => Some(from),
            _ => None,
        })
        .collect();
    from.sort_unstable();
    from.dedup();
    from
}
