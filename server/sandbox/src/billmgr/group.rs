//! `func=groupedit`: one function for several items (`docs/protocols/billmanager.md` §1.6).

use super::{Context, Outcome, account::ok, refusal::Refusal};
use crate::element::Element;

/// Does `faction` to each of the items in turn; the first refusal ends it, and what was done before stays done.
pub(crate) fn edit(context: &mut Context<'_>) -> Outcome {
    let function = context.call.required("faction")?.to_owned();
    let is_meant = function == "service.prolong"
        || ["suspend", "resume", "delete"].iter().any(|action| function.ends_with(&format!(".{action}")));
    if !is_meant {
        return Err(Refusal::value("faction", "This function is not done to several items"));
    }
    for id in context.call.ids()? {
        let call = context.call.of_one(&function, id);
        let mut one = Context {
            world: &mut *context.world,
            call: &call,
            account: context.account.clone(),
            shape: context.shape,
            what: context.what,
        };
        super::function(&mut one)?;
    }
    Ok(Element::new("doc").child(ok()))
}
