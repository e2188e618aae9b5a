//! Whether the license server refuses an address, whichever license is meant for it.

use domain::IpAddress;
use store::licenses::License;
use store::products::Product;

use crate::operations::end::Stop;
use crate::operations::{Context, StepError};
use crate::remotes::Verdict;
use crate::remotes::calls::CallFailure;
use crate::remotes::license_server::{self, LicenseServer};

/// Its words, if it does. It tells "this license" from "this address" after a refusal.
pub(super) async fn address_refused(
    context: &mut Context,
    server: &LicenseServer,
    product: &Product,
    license: &License,
    address: IpAddress,
) -> Result<Option<String>, StepError> {
    let prefix = license_server::prefix(product)?;
    let period = domain::Period::months(1).code();
    let plan = license.plan_code.as_str();
    let check = server.client.check_address(&prefix, plan, period, address.as_ip());
    match context.ask(&server.remote, check).await {
        Ok(()) => Ok(None),
        Err(CallFailure::Remote(error)) => match Verdict::from(&error) {
            Verdict::Refused(words) | Verdict::AddressRefused(words) => Ok(Some(words)),
            // A license server without this function says nothing about the address.
            Verdict::NoAccess(_) | Verdict::Missing(_) => Ok(None),
            verdict => Err(Stop::from(verdict).into()),
        },
        Err(failure) => Err(failure.into()),
    }
}
