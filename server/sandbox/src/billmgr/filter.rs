//! `soft.filter`: a filter that stays on the list for this user until it is cleared
//! (`docs/protocols/billmanager.md` §1.6).

use super::{Context, Outcome, account::ok, list::FILTERS};
use crate::{element::Element, sticky::StickyFilter};

/// Without `sok` the filter as it is; with it the fields that are filled become the filter, and none clear it.
pub(crate) fn filter(context: &mut Context<'_>, prefix: &str) -> Outcome {
    let call = context.call;
    call.only(&[&["sok", "clicked_button"], FILTERS].concat())?;
    if !call.confirmed() {
        let mut doc = Element::new("doc").field("elid", "");
        let fields = context.world.sticky_filter(&context.account, prefix);
        for (name, value) in fields.into_iter().flatten() {
            doc.push(Element::leaf(name, value));
        }
        return Ok(doc);
    }
    let filled = FILTERS.iter().filter_map(|name| Some(((*name).to_owned(), call.get(name)?.to_owned())));
    let filter = StickyFilter {
        account: context.account.clone(),
        list: prefix.to_owned(),
        fields: filled.filter(|(_, value)| !value.is_empty()).collect(),
    };
    context.world.save_filter(filter);
    Ok(Element::new("doc").child(ok()))
}
