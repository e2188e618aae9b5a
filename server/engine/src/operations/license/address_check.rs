//! Whether the license server refuses an address, whichever license is meant for it.

use domain::IpAddress;
use store::licenses::License;
use store::products::Product;

use crate::operations::end::Stop;
use crate::operations::{Context, StepError};
use crate::remotes::Verdict;
use crate::remotes::calls::CallFailure;
use crate::remotes::license_server::{self, LicenseServer};

/// What the license server says of an address.
pub(super) enum AddressCheck {
    /// A license may have it.
    Free,
    /// It refuses it, in these words.
    Refused(String),
    /// It has no such question.
    NotSaid,
}

impl AddressCheck {
    /// Its words, if it refuses.
    pub(super) fn refusal(self) -> Option<String> {
        match self {
            Self::Refused(words) => Some(words),
            Self::Free | Self::NotSaid => None,
        }
    }
}

/// Asks after a refusal, which it tells apart: "this license" or "this address".
pub(super) async fn check_address(
    context: &mut Context,
    server: &LicenseServer,
    product: &Product,
    license: &License,
    address: IpAddress,
) -> Result<AddressCheck, StepError> {
    let prefix = license_server::prefix(product)?;
    let period = domain::Period::months(1).code();
    let plan = license.plan_code.as_str();
    let check = server.client.check_address(&prefix, plan, period, address.as_ip());
    match context.ask(&server.remote, check).await {
        Ok(()) => Ok(AddressCheck::Free),
        Err(CallFailure::Remote(error)) => match Verdict::from(&error) {
            Verdict::Refused(words) | Verdict::AddressRefused(words) => Ok(AddressCheck::Refused(words)),
            Verdict::NoAccess(_) | Verdict::Missing(_) => Ok(AddressCheck::NotSaid),
            verdict => Err(Stop::from(verdict).into()),
        },
        Err(failure) => Err(failure.into()),
    }
}
