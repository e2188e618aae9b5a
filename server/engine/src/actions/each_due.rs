//! What is due for one service after another: one that cannot be done must not keep the others from it.

use domain::ServiceId;

use crate::{Engine, Error, Result};

/// Begins for each of these services what is due, and says for how many it was begun. A service that something else
/// works on is looked at again the next time.
pub(super) async fn each_due<F: Future<Output = Result<bool>>>(
    engine: &Engine,
    what: &str,
    due: Vec<ServiceId>,
    begin: impl Fn(ServiceId) -> F,
) -> usize {
    let mut begun = 0;
    for id in due {
        match begin(id).await {
            Ok(is_begun) => begun += usize::from(is_begun),
            Err(Error::Refused(refusals)) => {
                tracing::debug!(service_id = id.get(), ?refusals, "engine.{what}.put_off");
            }
            Err(error) => tracing::error!(
                service_id = id.get(),
                error = &error as &dyn std::error::Error,
                "engine.{what}.failed"
            ),
        }
    }
    if begun > 0 {
        engine.wake_workers();
    }
    begun
}
