//! `func=menu`: which functions this user has (`docs/protocols/billmanager.md` §2.6).

use super::{Context, Outcome};
use crate::element::Element;

pub(crate) fn menu(context: &Context<'_>) -> Outcome {
    context.call.only(&[])?;
    let mut names = vec!["soft", "softexternal", "platform", "expense", "basket"];
    if context.may_order().is_ok() {
        names.extend(["soft.order", "softexternal.order", "platform.order"]);
    }
    let mut menu = Element::new("mainmenu");
    for name in names {
        menu.push(Element::new("node").with("name", name));
    }
    Ok(Element::new("doc").child(menu))
}
