use crate::{Amount, Called, Client, client::Call, decode::node::Node};

/// Which part of the price list to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceListQuery {
    /// The item type (`soft`); all where absent.
    pub itemtype: Option<String>,
    /// The provider's number, which some panels ask for.
    pub provider: Option<String>,
}

/// A plan in the price list (`docs/protocols/billmanager.md` §2.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceListEntry {
    /// The plan's code.
    pub plan_code: String,
    /// Its name, where one is given.
    pub name: Option<String>,
    /// Its item type as sent, a number.
    pub itemtype: Option<String>,
    /// The price of each period sold.
    pub prices: Vec<PeriodPrice>,
    /// What can be ordered with it.
    pub addons: Vec<AddonEntry>,
}

/// An add-on of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddonEntry {
    /// The number that an order names as `addon_<id>`.
    pub id: String,
    /// Its name, where one is given.
    pub name: Option<String>,
    /// Its prices by period.
    pub prices: Vec<PeriodPrice>,
}

/// The price of one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodPrice {
    /// The period as orders name it: months; -100 trial, -50 daily, 0 once; absent for a unit not known here.
    pub period: Option<i32>,
    /// The cost, with the currency of its price.
    pub cost: Amount,
}

impl Client {
    /// Reads the price list of what can be ordered: `func=pricelist.export`.
    pub async fn price_list(&self, query: &PriceListQuery) -> Called<Vec<PriceListEntry>> {
        let mut call = Call::read("pricelist.export").with("onlyavailable", "on");
        if let Some(itemtype) = &query.itemtype {
            call = call.with("itemtype", itemtype);
        }
        if let Some(provider) = &query.provider {
            call = call.with("elid", provider);
        }
        self.call(call, |doc| {
            Ok(doc.items("pricelist").into_iter().filter_map(PriceListEntry::read).collect())
        })
        .await
    }
}

impl PriceListEntry {
    fn read(node: Node<'_>) -> Option<Self> {
        Some(Self {
            plan_code: filled(node, "id")?,
            name: name(node),
            itemtype: filled(node, "itemtype"),
            prices: prices(node),
            addons: node.items("addon").into_iter().filter_map(AddonEntry::read).collect(),
        })
    }
}

impl AddonEntry {
    fn read(node: Node<'_>) -> Option<Self> {
        Some(Self { id: filled(node, "id")?, name: name(node), prices: prices(node) })
    }
}

fn filled(node: Node<'_>, field: &str) -> Option<String> {
    let text = node.field(field).and_then(Node::text).map(String::from);
    text.or_else(|| node.attribute(field)).filter(|text| !text.is_empty())
}

fn name(node: Node<'_>) -> Option<String> {
    ["name", "name_en", "name_ru", "intname", "additionintname"].iter().find_map(|field| filled(node, field))
}

fn prices(node: Node<'_>) -> Vec<PeriodPrice> {
    let of_price = |price: Node<'_>| {
        let currency = filled(price, "currency");
        let read = |period: Node<'_>| PeriodPrice::read(period, currency.clone());
        price.items("period").into_iter().filter_map(read).collect::<Vec<_>>()
    };
    node.items("price").into_iter().flat_map(of_price).collect()
}

impl PeriodPrice {
    fn read(period: Node<'_>, currency: Option<String>) -> Option<Self> {
        let mut cost = Amount::read(&filled(period, "cost")?)?;
        cost.currency = currency.or(cost.currency);
        let length: i32 = filled(period, "length").and_then(|length| length.parse().ok()).unwrap_or(1);
        let unit = filled(period, "type").unwrap_or_default().to_lowercase();
        let months = match unit.as_str() {
            "month" => Some(length),
            "year" => length.checked_mul(12),
            "day" => Some(-50),
            "trial" => Some(-100),
            "lifetime" | "once" => Some(0),
            _ => None,
        };
        Some(Self { period: months, cost })
    }
}
