//! What the license server asks for the licenses of a grid.

use std::collections::HashMap;

use domain::money::Rate;
use domain::period::alignment::AlignmentRule;
use domain::price::PlanCosts;
use domain::{Currency, Date, Period, PlanCode, TariffId, ValueId};
use store::modules::vm_server;
use store::price_list::PriceListRow;
use store::tariffs::options::grid::{self, GridValue};
use store::tariffs::periods::Price;
use store::{alignment_rules, currency_rates, module_reads, modules, tariffs};

use super::{CostSource, SellerCost};
use crate::remotes::saved::PRICE_LIST;
use crate::{Engine, Error, Result};

/// What the license server that serves the tariff's next order asks for some plans.
pub(super) struct Seller {
    pub(super) source: Option<CostSource>,
    tariff: TariffId,
    prices: HashMap<PlanCode, Vec<PriceListRow>>,
    rules: Vec<AlignmentRule>,
    rates: Vec<Rate>,
    today: Date,
}

impl Seller {
    pub(super) async fn read(engine: &Engine, tariff: TariffId, values: &[GridValue]) -> Result<Self> {
        let db = engine.db();
        let today = engine.clock().today();
        let mut seller = Self {
            source: None,
            tariff,
            prices: HashMap::new(),
            rules: Vec::new(),
            rates: Vec::new(),
            today,
        };
        let Some(vm) = tariffs::modules::next(db, tariff).await? else { return Ok(seller) };
        let server = vm_server::find(db, vm).await?.and_then(|vm| vm.license_server_id);
        let Some(id) = server else { return Ok(seller) };
        let module = modules::find(db, id).await?.ok_or(Error::NotFound)?;
        let saved = module_reads::find(db, id, PRICE_LIST).await?;
        let read_at_ms = saved.and_then(|saved| saved.value).map(|(_, at_ms)| at_ms);
        seller.source = Some(CostSource { id, name: module.name, read_at_ms });
        let ids: Vec<ValueId> = values.iter().map(|value| value.value_id).collect();
        if !ids.is_empty() {
            for row in grid::costs(db, id, &ids).await? {
                seller.prices.entry(row.plan_code.clone()).or_default().push(row);
            }
        }
        seller.rules = alignment_rules::list(db, id).await?;
        seller.rates = currency_rates::in_use(db, today).await?.into_iter().map(|rate| rate.rate).collect();
        Ok(seller)
    }

    /// What a license for a service of this period costs, by the period that the rules would order.
    pub(super) fn cost(
        &self,
        plan: &PlanCode,
        period: Period,
        price: Option<Price>,
        currency: Currency,
    ) -> SellerCost {
        if plan.is_no_panel() {
            return SellerCost::NoLicense;
        }
        if self.source.as_ref().is_none_or(|source| source.read_at_ms.is_none()) {
            return SellerCost::Unknown;
        }
        let rows = self.prices.get(plan).map(Vec::as_slice).unwrap_or_default();
        let costs: Vec<_> = rows.iter().map(|row| (row.period, row.cost)).collect();
        let plan = PlanCosts { costs: &costs, rules: &self.rules, rates: &self.rates, on: self.today };
        match plan.license_margin(self.tariff, period, price.map(|price| price.cost), currency) {
            Ok(found) => {
                SellerCost::Known { paid: found.choice.period, cost: found.cost, margin: found.margin }
            }
            Err(_) => SellerCost::NotSold,
        }
    }
}
