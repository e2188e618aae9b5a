//! One change of a license, made sure of.

use billmanager::{LicenseCard, LicenseEdit};
use domain::RemoteId;
use domain::operation::Note;
use store::products::Product;

use super::missing::confirm_missing;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, StepError};
use crate::remotes::calls::CallFailure;
use crate::remotes::license_server::{self, LicenseServer};
use crate::remotes::{CallFailure as Failure, Verdict};

/// A change of a license.
#[derive(Debug, Clone)]
pub enum Change {
    /// An edit of its card.
    Edit(LicenseEdit),
    /// Suspend it.
    Suspend,
    /// Activate it.
    Resume,
}

/// What came of a change.
#[derive(Debug)]
pub enum Applied {
    /// It is so.
    Done,
    /// The license server refused it clearly.
    Refused(Verdict),
    /// The license is not there, and is not listed either.
    Missing,
}

/// Makes a change. Where the answer is a refusal or none, the card decides: a change that is there was made, by this
/// call or by an earlier one whose answer was lost. Without an answer and without the change it is tried again later.
pub async fn apply(
    context: &mut Context,
    server: &LicenseServer,
    product: &Product,
    id: &RemoteId,
    change: Change,
    is_made: impl Fn(&LicenseCard) -> bool,
) -> Result<Applied, StepError> {
    let prefix = license_server::prefix(product)?;
    let license = license_server::license_id(id)?;
    let client = &server.client;
    let answer = match &change {
        Change::Edit(edit) => context.ask(&server.remote, client.edit(&prefix, license, edit)).await,
        Change::Suspend => context.ask(&server.remote, client.suspend(&prefix, license)).await,
        Change::Resume => context.ask(&server.remote, client.resume(&prefix, license)).await,
    };
    let verdict = match answer {
        Ok(()) => return Ok(Applied::Done),
        Err(CallFailure::Remote(error)) => Verdict::from(&error),
        Err(failure) => return Err(failure.into()),
    };
    match verdict {
        Verdict::Missing(_) => {
            confirm_missing(context, server, product, id).await?;
            Ok(Applied::Missing)
        }
        Verdict::Refused(_) | Verdict::AddressRefused(_) | Verdict::NoAnswer(_) => {
            let card = match context.ask(&server.remote, client.card(&prefix, license)).await {
                Ok(card) => card,
                Err(Failure::Remote(error)) => return Err(Stop::from(Verdict::from(&error)).into()),
                Err(failure) => return Err(failure.into()),
            };
            match verdict {
                _ if is_made(&card) => Ok(Applied::Done),
                Verdict::NoAnswer(words) => {
                    let note = Note::RemoteFault { system: domain::ModuleKind::Billmanager, words };
                    Err(Stop::new(note, Until::Retry).into())
                }
                verdict => Ok(Applied::Refused(verdict)),
            }
        }
        other => Err(Stop::from(other).into()),
    }
}
