//! Whose license it is that a step returns, and its address, which is held meanwhile.

use domain::operation::Note;
use domain::retry::Schedule;
use domain::{LicenseId, LicenseState};
use store::licenses::License;
use store::locks;
use store::products::{self, Product};

use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::license::address_wait::tomorrow;
use crate::operations::license::data::Data;
use crate::operations::license::found;
use crate::operations::{Context, StepError};
use crate::remotes::license_server::LicenseServer;

/// A license on its way back, and what it is changed with.
pub(super) struct Returning {
    pub license: License,
    pub product: Product,
    pub server: LicenseServer,
}

/// The license on its way back, with its address held: a new server on that address waits until a change is made, or
/// has taken the license while it waited.
pub(super) async fn returning(context: &Context) -> Result<Option<Returning>, StepError> {
    let data: Data = context.data()?;
    let id = data.release.ok_or(Error::NotFound)?;
    hold_address(context, id).await?;
    let license = found::license(context, id).await?;
    match license.state {
        LicenseState::Releasing | LicenseState::WaitingAddress if license.is_of(context.service.id) => {}
        LicenseState::Reserved if license.is_of(context.service.id) => {
            let date = tomorrow(context);
            return Err(Stop::new(Note::AddressChangeNotBefore { date }, Until::Day(date)).into());
        }
        _ => return Ok(None),
    }
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    Ok(Some(Returning { license, product, server }))
}

pub(super) async fn hold_address(context: &Context, license: LicenseId) -> Result<(), StepError> {
    let address = found::license(context, license).await?.card.address;
    if address.is_free() {
        return Ok(());
    }
    let mut tx = context.begin().await?;
    if !locks::take(&mut tx, &address, context.operation.id).await? {
        let busy = Note::AddressBusy { address };
        return Err(Stop::new(busy, Until::LookAgain(Schedule::REMOTE_TASK)).into());
    }
    Ok(tx.commit().await?)
}
