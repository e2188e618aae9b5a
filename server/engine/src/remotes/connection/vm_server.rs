//! The check of a VMmanager.

use vmmanager::Client;

use super::ask::Asking;
use super::{CheckOutcome, CheckWhat, Cluster, ConnectionProblem};
use crate::Result;

/// Looks at everything that making servers needs; changes nothing.
pub(super) async fn check(asking: &mut Asking<'_>, client: &Client) -> Result<()> {
    let user = asking.ask(CheckWhat::LogIn, client.whoami()).await?;
    asking.note(
        CheckWhat::Administrator,
        match &user {
            Some(user) if user.is_admin() => CheckOutcome::Ok,
            Some(user) => {
                let (problem, words) = (ConnectionProblem::NotAdministrator, user.roles.join(", "));
                CheckOutcome::Failed { problem, words }
            }
            None => CheckOutcome::NotKnown { words: None },
        },
    );
    asking.report.user = user.and_then(|user| user.email);
    if let Some(clusters) = asking.ask(CheckWhat::Clusters, client.clusters()).await? {
        asking.found(clusters.len());
        let named = |cluster: vmmanager::Cluster| Cluster { id: cluster.id.to_string(), name: cluster.name };
        asking.report.clusters = clusters.into_iter().map(named).collect();
    }
    if let Some(systems) = asking.ask(CheckWhat::Systems, client.os_list()).await? {
        asking.found(systems.len());
    }
    if let Some(presets) = asking.ask(CheckWhat::Presets, client.presets()).await? {
        asking.found(presets.len());
    }
    if let Some(recipes) = asking.ask(CheckWhat::Recipes, client.recipes()).await? {
        asking.found(recipes.len());
    }
    Ok(())
}
