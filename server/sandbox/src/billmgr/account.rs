//! Who the account is and what it has left (`docs/protocols/billmanager.md` §2.6).

use super::{Context, Outcome};
use crate::{element::Element, money};

/// What `ok` looks like when there is nothing to say.
pub(crate) fn ok() -> Element {
    Element::leaf("ok", "")
}

pub(crate) fn whoami(context: &Context<'_>) -> Outcome {
    context.call.only(&[])?;
    let name = &context.account;
    let user = Element::new("user")
        .with("id", number(context))
        .with("realname", name)
        .with("email", format!("{name}@sandbox.test"))
        .with("phone", "")
        .with("email_verified", "on");
    Ok(Element::new("doc").child(user))
}

pub(crate) fn keepalive(context: &Context<'_>) -> Outcome {
    context.call.only(&[])?;
    Ok(Element::new("doc").child(ok()))
}

pub(crate) fn subaccount(context: &Context<'_>) -> Outcome {
    context.call.only(&["p_cnt", "p_num", "p_col"])?;
    let elem = Element::new("elem")
        .field("id", number(context))
        .field("project", "1")
        .field("balance", balance(context))
        .field("currency", money::CURRENCY)
        .field("status", "active");
    Ok(Element::new("doc").child(elem))
}

pub(crate) fn dashboard(context: &Context<'_>) -> Outcome {
    context.call.only(&[])?;
    let elem = Element::new("elem")
        .field("realbalance", balance(context))
        .field("credit", format!("0.00 {}", money::CURRENCY))
        .field("available_credit", format!("0.00 {}", money::CURRENCY));
    Ok(Element::new("doc").child(elem))
}

pub(crate) fn usrparam(context: &Context<'_>) -> Outcome {
    context.call.only(&[])?;
    Ok(Element::new("doc").field("balance", balance(context)))
}

/// What waits for the account, with its balance.
pub(crate) fn notify(context: &Context<'_>) -> Outcome {
    context.call.only(&[])?;
    Ok(Element::new("doc").field("realbalance", balance(context)).child(Element::new("notify")))
}

fn balance(context: &Context<'_>) -> String {
    let amount = context.world.balance(&context.account);
    format!("{} {}", money::shown(amount, context.shape.spaced), money::CURRENCY)
}

/// The account's number: its place in the configuration.
pub(crate) fn number(context: &Context<'_>) -> String {
    let place = context.world.config.accounts.iter().position(|login| login.name == context.account);
    place.map_or(0, |place| place + 101).to_string()
}
