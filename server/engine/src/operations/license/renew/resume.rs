//! Step: a license that was suspended and is renewed serves again.

use billmanager::LicenseCard;
use domain::RemoteStatus;
use store::{licenses, products};

use super::{Renewing, found};
use crate::Error;
use crate::operations::end::Stop;
use crate::operations::license::apply::{Applied, Change, apply};
use crate::operations::{Context, StepResult};
use crate::remotes::Verdict;
use crate::remotes::license_server;

/// Activates it, unless the renewal did.
pub(in crate::operations) async fn resume_renewed(context: &mut Context, steps: &Renewing) -> StepResult {
    let db = context.engine().db().clone();
    let license = licenses::of_service(&db, context.service.id).await?.ok_or(Error::NotFound)?;
    if license.card.status != RemoteStatus::Suspended {
        return Ok(steps.finish(context.begin().await?));
    }
    let product = products::find(&db, license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    let is_made = |card: &LicenseCard| card.license.status == billmanager::LicenseStatus::Active;
    match apply(context, &server, &product, &license.remote_id, Change::Resume, is_made).await? {
        Applied::Done => {}
        Applied::Missing => {
            let words = format!("it has no license {}", license.remote_id);
            return Ok(Stop::from(Verdict::Missing(words)).end());
        }
        Applied::Refused(verdict) => return Ok(Stop::from(verdict).end()),
    }
    let prefix = license_server::prefix(&product)?;
    let id = license_server::license_id(&license.remote_id)?;
    let card = context.ask(&server.remote, server.client.card(&prefix, id)).await?;
    let mut tx = context.begin().await?;
    found::record(context, &mut tx, &license, license_server::card(&card.license)?).await?;
    context.happened(&mut tx, "license.resumed", Some(license.id), serde_json::Value::Null).await?;
    Ok(steps.finish(tx))
}
