use std::net::IpAddr;

use sendonce::Certainty;

use crate::{
    Called, Client, Error, ErrorKind, LicenseId, Prefix, client::Call, decode::doc::Doc, decode::node::Node,
    error::Subject,
};

/// A purchase of one license, charged and activated at once (`docs/protocols/billmanager.md` §2.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRequest {
    /// The product's function prefix.
    pub prefix: Prefix,
    /// The plan's code in the price list.
    pub plan_code: String,
    /// Months; -100 for a trial.
    pub period: i32,
    /// The license's address.
    pub ip: IpAddr,
    /// The license's name.
    pub licname: String,
    /// Add-ons: the add-on's id, and its amount or the id of the enumeration's item.
    pub addons: Vec<(String, String)>,
    /// A marker by which the license can be found again; whether the panel keeps it unique is not known.
    pub remoteid: String,
}

/// A purchase that the panel confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// The new license; some panels do not say it, then the list has to be searched for the marker.
    pub id: Option<LicenseId>,
}

impl Client {
    /// Orders a license: `func=<prefix>.order.param`. Sent at most once; it does not renew itself afterwards. A
    /// failure whose certainty is [`Certainty::Unknown`] may have bought it, and so may a call that is dropped
    /// midway.
    pub async fn order(&self, request: &OrderRequest) -> Called<Ordered> {
        let mut call = Call::change(request.prefix.function("order.param"))
            .with("clicked_button", "finish")
            .with("ip", request.ip)
            .with("licname", &request.licname)
            .with("period", request.period)
            .with("pricelist", &request.plan_code);
        for (id, amount) in &request.addons {
            call = call.with(format!("addon_{id}"), amount);
        }
        let call = call
            .with("autoprolong", "null")
            .with("remoteid", &request.remoteid)
            .with("skipbasket", "on")
            .with("sok", "ok")
            .about(Subject::Address);
        self.call(call, read).await
    }
}

fn read(doc: Doc<'_>) -> Result<Ordered, Error> {
    unpaid(doc)?;
    let id = doc.new_id().map(LicenseId::new);
    if id.is_none() && !doc.is_ok() {
        return Err(Error::malformed("the panel neither confirmed nor refused the order"));
    }
    Ok(Ordered { id })
}

/// Fails where something was put behind a bill instead of being charged (`docs/protocols/billmanager.md` §1.5).
/// What was ordered exists there, unpaid, so this proves neither success nor refusal.
pub(crate) fn unpaid(doc: Doc<'_>) -> Result<(), Error> {
    let bill = doc.find("billorder").and_then(Node::text).filter(|bill| !bill.is_empty());
    let leads_to_payment = doc
        .find("ok")
        .and_then(Node::text)
        .is_some_and(|ok| ok.starts_with("http") && doc.new_id().is_none());
    if bill.is_none() && !leads_to_payment {
        return Ok(());
    }
    let kind = ErrorKind::PaymentRequired { bill: bill.map(String::from) };
    Err(Error::new(kind, "the order waits for a payment and was not charged", Certainty::Unknown))
}
