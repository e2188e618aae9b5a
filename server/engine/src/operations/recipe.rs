//! Installing a service's panel by a recipe of VMmanager, sent once (`docs/protocols/vmmanager.md §2.9`).
//!
//! The server is delivered by then: whatever becomes of the recipe, server and license stay.

mod prepare;
mod run;
mod seek;
mod wait;

pub(super) use prepare::prepare;
pub(super) use run::run;
pub(super) use seek::seek;
pub(super) use wait::wait;

use domain::operation::Note;
use domain::{PanelInstall, RemoteId};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use store::{licenses, services};

use super::end::{Stop, Until};
use super::license::KEY_COLUMN;
use super::{Context, End, StepResult};
use crate::{Error, Result};

/// The steps that may follow.
pub(super) struct Steps {
    /// Where everything is made ready to send a recipe; whoever lets a failed one go on begins here.
    pub prepare: &'static str,
    /// Where it is sent.
    pub run: &'static str,
    /// Where its task is looked for.
    pub seek: &'static str,
    /// Where its end is waited for.
    pub wait: &'static str,
}

/// What the steps hand to each other. A parameter is never among it: it may be the license key.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Data {
    /// The last task of VMmanager before the recipe was sent; absent where the list could not be read.
    tasks_before: Option<u64>,
    /// Until when a recipe whose task is not known may still show it, in machine milliseconds.
    sought_until_ms: i64,
    /// When its end began to be waited for, in machine milliseconds.
    waits_since_ms: Option<i64>,
}

/// Where they are kept, beside what the operation's other steps keep.
const DATA: &str = "recipe";

fn data(context: &Context) -> Result<Data> {
    match context.operation.data.get(DATA) {
        Some(data) => serde_json::from_value(data.clone()).map_err(Error::setup),
        None => Ok(Data::default()),
    }
}

fn set_data(context: &mut Context, data: Data) -> Result<()> {
    let mut all: serde_json::Map<String, serde_json::Value> = context.data()?;
    all.insert(DATA.to_owned(), serde_json::to_value(data).map_err(Error::setup)?);
    context.set_data(&all)
}

/// It failed: a person is told, and may have it run again on purpose.
async fn failed(context: &Context, note: Note, steps: &Steps) -> StepResult {
    let mut tx = context.begin().await?;
    services::set_install(&mut tx, context.service.id, PanelInstall::Failed).await?;
    let data = serde_json::json!({ "panel": context.service.panel_name, "note": note });
    context.happened(&mut tx, "panel.install_failed", None, data).await?;
    Ok(Stop::new(note, Until::Mended).at(steps.prepare).with(tx).end())
}

/// The key of the service's license, which may be a parameter: it goes to VMmanager and nowhere else.
async fn key(context: &Context) -> Result<Option<SecretString>> {
    let license = licenses::of_service(context.engine().db(), context.service.id).await?;
    let key = license.and_then(|license| license.key);
    key.map(|key| Ok(context.engine().keyring().open(KEY_COLUMN, &key)?)).transpose()
}

/// VMmanager runs it, by this task.
async fn running(context: &mut Context, task: u64, steps: &Steps) -> StepResult {
    let now_ms = context.now_ms();
    let kept = data(context)?;
    set_data(context, Data { waits_since_ms: Some(now_ms), ..kept })?;
    let mut tx = context.begin().await?;
    let task = RemoteId::new(task.to_string());
    services::set_recipe_sent(&mut tx, context.service.id, Some(&task)).await?;
    let data = serde_json::json!({ "panel": context.service.panel_name, "task": task });
    context.happened(&mut tx, "panel.install_started", None, data).await?;
    Ok(End::Next { tx, step: steps.wait })
}
