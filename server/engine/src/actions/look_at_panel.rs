//! Asks the license server what a change of plan would cost, and keeps its answer for the page.

use billmanager::LicenseId as RemoteLicense;
use domain::access::Action;
use domain::{PlanCode, ServiceId, ValueId};
use store::licenses::License;
use store::products::{self, Product};
use store::{Tx, alignment_rules, licenses, price_list, services};

use super::change_panel::weigh;
use crate::operations::merged;
use crate::reads::panel_change::SavedOffer;
use crate::remotes::calls::{self, CallFailure};
use crate::remotes::clients::Purpose;
use crate::remotes::{LicenseServer, Verdict, license_server, saved};
use crate::{Caller, Engine, Error, Refusal, Result};

/// Reads the license, the plans that it can be changed to, the money of this change, and the balance. Nothing is
/// changed.
pub async fn look_at_panel(engine: &Engine, caller: Caller, id: ServiceId, value: ValueId) -> Result<()> {
    caller.may(Action::ManageLicenses)?;
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let weighed = weigh(engine, &service, value).await?;
    let Some((module, product, plan)) = &weighed.wanted.target else { return Ok(()) };
    saved::refresh_balance(engine, *module).await?;
    let Some(license) = &weighed.license else { return Ok(()) };
    let server = LicenseServer::load(engine, license.module_id, Purpose::Read).await?;
    let has = products::find(engine.db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let wants = products::find(engine.db(), *product).await?.ok_or(Error::NotFound)?;
    let period = read_license(engine, &server, &has, license).await?;
    if license.module_id != *module || has.function_prefix != wants.function_prefix {
        return Ok(());
    }
    let period = match period {
        Some(period) => period,
        None => {
            let sold = price_list::of_plan(engine.db(), *module, plan).await?;
            let periods: Vec<_> = sold.iter().map(|row| row.period).collect();
            let rules = alignment_rules::list(engine.db(), *module).await?;
            let choice = domain::period::alignment::license_period(
                service.period,
                &periods,
                &rules,
                service.tariff_id,
            );
            choice.map_or(1, |choice| choice.period.code())
        }
    };
    let remote = license_server::license_id(&license.remote_id)?;
    let offer = offer(engine, &server, remote, plan, period).await?;
    let mut tx = engine.db().begin().await?;
    offer.keep(&mut tx, *module, license.id, plan, engine.clock().now_ms()).await?;
    Ok(tx.commit().await?)
}

/// Keeps what the list shows of the license, above all when its address was changed; says the period that it has.
async fn read_license(
    engine: &Engine,
    server: &LicenseServer,
    product: &Product,
    license: &License,
) -> Result<Option<i32>> {
    let prefix = license_server::prefix(product)?;
    let list = asked(calls::ask(engine, &server.remote, server.client.licenses(&prefix)).await)?;
    let row = list.rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
    let Some(row) = row else { return Ok(None) };
    let shown = merged(license_server::card(row)?, &license.card);
    let mut tx: Tx = engine.db().begin().await?;
    licenses::card::record(&mut tx, license.id, &license.remote_id, &shown, engine.clock().now_ms()).await?;
    tx.commit().await?;
    Ok(row.period)
}

/// A plan that is not among those to choose from is not offered; a panel that lists none is asked for the change.
async fn offer(
    engine: &Engine,
    server: &LicenseServer,
    license: RemoteLicense,
    plan: &PlanCode,
    period: i32,
) -> Result<SavedOffer> {
    let client = &server.client;
    let choices = match calls::ask(engine, &server.remote, client.plan_choices(license)).await {
        Ok(choices) => choices,
        Err(CallFailure::Remote(error)) => match Verdict::from(&error) {
            Verdict::Later(_) | Verdict::NoAnswer(_) => return Err(failed(&error)),
            verdict => return Ok(SavedOffer::not_offered(Some(verdict.words().to_owned()))),
        },
        Err(failure) => return asked(Err(failure)),
    };
    if !choices.is_empty() && choices.iter().all(|choice| choice.plan_code != plan.as_str()) {
        return Ok(SavedOffer::not_offered(None));
    }
    let view = client.plan_change_view(license, plan.as_str(), period);
    match calls::ask(engine, &server.remote, view).await {
        Ok(view) => Ok(SavedOffer::shown(&view, server.settings.currency)),
        Err(CallFailure::Remote(error)) => match Verdict::from(&error) {
            Verdict::Later(_) | Verdict::NoAnswer(_) => Err(failed(&error)),
            verdict => Ok(SavedOffer::not_offered(Some(verdict.words().to_owned()))),
        },
        Err(failure) => asked(Err(failure)),
    }
}

fn asked<T>(answer: std::result::Result<T, CallFailure<billmanager::Error>>) -> Result<T> {
    match answer {
        Ok(value) => Ok(value),
        Err(CallFailure::Store(error)) => Err(error.into()),
        Err(CallFailure::TurnNotCome) => Err(Refusal::RemoteBusy.into()),
        Err(CallFailure::Remote(error)) => Err(failed(&error)),
    }
}

fn failed(error: &billmanager::Error) -> Error {
    Refusal::RemoteFailed { words: error.words().to_owned() }.into()
}
