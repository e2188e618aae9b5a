//! The wizard that adds a processing module: what was entered is kept at every step, the password sealed.

mod check;
mod finish;
mod keep;

use domain::access::Action;
use domain::form::{FieldProblem, Problem};
use domain::{ModuleKind, ModuleStep, ProductType, UserId};
use secrecy::SecretString;
use store::drafts::{self, Draft};
use uuid::Uuid;

use crate::modules::{Account, Typed, Weight, parameters, weigh};
use crate::remotes::connection::ConnectionReport;
use crate::{Caller, Engine, Error, Refusal, Result};

pub use finish::{Finished, finish_draft};
pub use keep::keep_step;

/// Begins a draft under the one-time name that its form has; sent twice, it is one.
pub async fn start_draft(engine: &Engine, caller: Caller, id: &str, typed: &Typed) -> Result<ModuleStep> {
    let user = owner(caller)?;
    let id = Uuid::parse_str(id).map_err(|_| Error::from(Refusal::BadForm))?.to_string();
    let mut tx = engine.db().begin().await?;
    drafts::insert(&mut tx, &id, user, engine.clock().now_ms()).await?;
    tx.commit().await?;
    send_step(engine, caller, &id, ModuleStep::ProductType, typed, None).await
}

/// Keeps what was typed at a step and says which step is next: the same one, where the connection is not good enough.
pub async fn send_step(
    engine: &Engine,
    caller: Caller,
    id: &str,
    step: ModuleStep,
    typed: &Typed,
    password: Option<SecretString>,
) -> Result<ModuleStep> {
    let draft = keep_step(engine, caller, id, step, typed, password).await?;
    match step {
        ModuleStep::ProductType => {
            product_type(&draft)?;
        }
        ModuleStep::Module => {
            kind(&draft)?;
        }
        ModuleStep::Connection => return check::connection(engine, caller, &draft).await,
        ModuleStep::Parameters => {
            parameters(kind(&draft)?, &draft.fields)?;
        }
    }
    Ok(step.next().unwrap_or(step))
}

/// Whose drafts these are: the operator of the installation has no wizard.
fn owner(caller: Caller) -> Result<UserId> {
    caller.may(Action::ManageModules)?;
    caller.user().ok_or(Error::NotFound)
}

/// A person's draft.
pub(crate) async fn find(engine: &Engine, caller: Caller, id: &str) -> Result<Draft> {
    drafts::find(engine.db(), id, owner(caller)?).await?.ok_or(Error::NotFound)
}

/// The first step that is not done.
pub(crate) fn reached(draft: &Draft) -> ModuleStep {
    if product_type(draft).is_err() {
        ModuleStep::ProductType
    } else if kind(draft).is_err() {
        ModuleStep::Module
    } else if report(draft).is_some_and(|report| is_good_enough(draft, &report)) {
        ModuleStep::Parameters
    } else {
        ModuleStep::Connection
    }
}

/// What the module is to provide.
fn product_type(draft: &Draft) -> Result<ProductType> {
    choice(draft, "product_type")
}

/// What the module is to connect to.
pub(crate) fn kind(draft: &Draft) -> Result<ModuleKind> {
    let (product_type, kind) = (product_type(draft)?, choice::<ModuleKind>(draft, "module")?);
    if product_type.kinds().contains(&kind) {
        Ok(kind)
    } else {
        Err(Refusal::Field(FieldProblem::new("module", Problem::NotAChoice)).into())
    }
}

/// Where the module is to lead.
pub(crate) fn account(draft: &Draft) -> Result<Account> {
    let mut read = domain::form::Reader::default();
    let account = Account::read(&mut read, kind(draft)?, field(draft, "url"), field(draft, "username"));
    read.done()?;
    Ok(account)
}

/// What the last check of this connection said; a report of an older shape is as good as none.
pub(crate) fn report(draft: &Draft) -> Option<ConnectionReport> {
    serde_json::from_value(draft.report.clone()?).ok()
}

fn is_good_enough(draft: &Draft, report: &ConnectionReport) -> bool {
    match weigh(report) {
        Weight::Good => true,
        Weight::RightsMissing => domain::form::Reader::switch(field(draft, "add_anyway")),
        Weight::Bad => false,
    }
}

fn field<'a>(draft: &'a Draft, name: &str) -> &'a str {
    draft.fields.get(name).map(String::as_str).unwrap_or_default()
}

fn choice<T: std::str::FromStr>(draft: &Draft, name: &str) -> Result<T> {
    let typed = field(draft, name);
    let problem = if typed.is_empty() { Problem::Missing } else { Problem::NotAChoice };
    typed.parse().map_err(|_| Refusal::Field(FieldProblem::new(name, problem)).into())
}
