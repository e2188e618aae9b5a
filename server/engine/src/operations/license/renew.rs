//! Steps: renew a license, one act at a time, each of which may run twice.

mod plan;
mod resume;
mod seek;
mod send;

pub(in crate::operations) use plan::plan_renewal;
pub(super) use plan::to_replace;
pub(in crate::operations) use resume::resume_renewed;
pub(in crate::operations) use seek::seek_renewal;
pub(in crate::operations) use send::send_renewal;

use billmanager::LicenseRow;
use domain::{RemoteId, ServiceState};
use store::Tx;
use store::licenses::License;
use store::products::{self, Product};

use super::missing::usable;
use super::{found, funds};
use crate::Error;
use crate::operations::{Context, End, StepError};
use crate::remotes::license_server::{self, LicenseServer};

/// The steps that may follow.
pub struct Renewing {
    /// The state in which its service is owed anything.
    pub state: ServiceState,
    /// The first: whoever waited begins with the server again.
    pub look: &'static str,
    /// Where the license is read and a renewal planned.
    pub read: &'static str,
    /// Where a planned renewal is sent.
    pub send: &'static str,
    /// Where its effect is looked for.
    pub seek: &'static str,
    /// What follows a renewal.
    pub resume: &'static str,
    /// Where a license that is no longer there is replaced.
    pub replace: &'static str,
    /// What follows once the term is covered and the license serves; nothing if absent.
    pub done: Option<&'static str>,
}

impl Renewing {
    /// The term is covered, and the license serves.
    fn finish(&self, tx: Tx) -> End {
        match self.done {
            Some(step) => End::Next { tx, step },
            None => End::Finish { tx },
        }
    }

    /// The term is covered; where something follows, the license is made to serve first.
    fn covered(&self, tx: Tx) -> End {
        match self.done {
            Some(_) => End::Next { tx, step: self.resume },
            None => End::Finish { tx },
        }
    }
}

/// The license server of a license, and the license's row in its list, which came whole.
pub(super) async fn listed(
    context: &mut Context,
    license: &License,
) -> Result<(LicenseServer, Product, Option<LicenseRow>), StepError> {
    let server = context.license_server(license.module_id).await?;
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let prefix = license_server::prefix(&product)?;
    let list = context.ask(&server.remote, server.client.licenses(&prefix)).await?;
    usable(context, license.module_id, &product, &list).await?;
    let row = row_of(list.rows, &license.remote_id);
    Ok((server, product, row))
}

fn row_of(rows: Vec<LicenseRow>, id: &RemoteId) -> Option<LicenseRow> {
    rows.into_iter().find(|row| license_server::remote_id(row.id) == *id)
}
