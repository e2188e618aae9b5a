//! Suspending, resuming and deleting licenses.

use super::{Context, Outcome, account::ok, refusal::Refusal};
use crate::{
    element::Element,
    license::{License, Status},
};

/// Suspended by hand a license keeps its end.
pub(crate) fn suspend(context: &mut Context<'_>, prefix: &str) -> Outcome {
    context.may_suspend()?;
    each(context, prefix, |license, _| {
        must_live(license)?;
        license.status = Status::Stopped;
        license.stopped_by_hand = true;
        Ok(())
    })
}

/// A license that is over comes back by renewal only.
pub(crate) fn resume(context: &mut Context<'_>, prefix: &str) -> Outcome {
    each(context, prefix, |license, today| {
        must_live(license)?;
        if license.is_over(today) {
            return Err(Refusal::value("expiredate", "The license is over, renew it first"));
        }
        license.status = Status::Active;
        license.stopped_by_hand = false;
        Ok(())
    })
}

/// Needs `sok`; the license stays in the list with status 4.
pub(crate) fn delete(context: &mut Context<'_>, prefix: &str) -> Outcome {
    context.may_suspend()?;
    context.call.must_confirm()?;
    each(context, prefix, |license, _| {
        license.status = Status::Deleted;
        Ok(())
    })
}

fn must_live(license: &License) -> Result<(), Refusal> {
    if license.lives() { Ok(()) } else { Err(Refusal::value("status", "The license is not in use")) }
}

/// All of the ids or none.
fn each(
    context: &mut Context<'_>,
    prefix: &str,
    change: impl Fn(&mut License, jiff::civil::Date) -> Result<(), Refusal>,
) -> Outcome {
    context.call.only(&["elid", "sok"])?;
    let today = context.world.today;
    let mut changed = Vec::new();
    for id in context.call.ids()? {
        let mut license = context.license(id, Some(prefix))?;
        change(&mut license, today)?;
        changed.push(license);
    }
    for license in changed {
        context.world.save_license(license);
    }
    Ok(Element::new("doc").child(ok()))
}
