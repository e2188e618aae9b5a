//! Whether money may be spent at the license server now, or is kept for what comes first.

use billmanager::ErrorKind;
use domain::funds::{Funds, Kept, Owed, Purpose, Reason, Wanted, may_spend};
use domain::operation::Note;
use domain::period::alignment::{AlignmentRule, license_period};
use domain::period::renewal::{Renewable, renewal_period};
use domain::period::term::end_of_term;
use domain::retry::Schedule;
use domain::{Date, OperationState, Period, RemoteMoney, RemoteStatus, RenewalState};
use jiff::ToSpan;
use store::funds::{self, Ending};
use store::price_list::{self, PriceListRow};
use store::{Tx, alignment_rules, charges, module_reads};

use crate::Result;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, StepError};
use crate::remotes::Verdict;
use crate::remotes::calls::{self, CallFailure, Turn};
use crate::remotes::license_server::LicenseServer;
use crate::remotes::saved::{self, BALANCE, SavedBalance};

type Step<T> = std::result::Result<T, StepError>;

/// Stops a step whose money is kept for others. Where something stands ahead the balance is read now: a saved one may
/// be older than what people or an automatic renewal took.
pub(super) async fn ask(context: &mut Context, server: &LicenseServer, wanted: &Wanted) -> Step<()> {
    let mut tx = context.begin().await?;
    let funds = decide(context, &mut tx, server, wanted).await?;
    drop(tx);
    if funds == Funds::Go(Reason::NothingAhead) {
        return Ok(());
    }
    read_balance(context, server).await?;
    let mut tx = context.begin().await?;
    match decide(context, &mut tx, server, wanted).await? {
        Funds::Go(_) => Ok(()),
        Funds::Wait(kept) => Err(wait(kept).with(tx).into()),
    }
}

/// Begins the transaction that commits to sending, in a turn already taken: nobody else decides about this money
/// until it ends.
pub(super) async fn begin(
    context: &Context,
    turn: Turn,
    server: &LicenseServer,
    wanted: &Wanted,
) -> Step<(Tx, Turn)> {
    match hold(context, server, wanted).await {
        Ok(tx) => Ok((tx, turn)),
        Err(error) => {
            calls::give_back(context.engine(), turn).await;
            Err(error)
        }
    }
}

async fn hold(context: &Context, server: &LicenseServer, wanted: &Wanted) -> Step<Tx> {
    let mut tx = context.begin().await?;
    charges::hold(&mut tx, server.remote.module_id).await?;
    match decide(context, &mut tx, server, wanted).await? {
        Funds::Go(_) => Ok(tx),
        Funds::Wait(kept) => Err(wait(kept).into()),
    }
}

fn wait(kept: Kept) -> Stop {
    Stop::new(Note::FundsKept { kept }, Until::LookAgain(Schedule::WAITING_FOR_FUNDS))
}

/// Reads the balance; an account that shows none has none that anybody could keep.
async fn read_balance(context: &mut Context, server: &LicenseServer) -> Step<()> {
    let asked_ms = context.now_ms();
    // Five functions may be asked: too much to stand on the stack of every step.
    match context.ask(&server.remote, Box::pin(server.client.balance())).await {
        Ok(balance) => Ok(saved::keep_balance(context.engine(), server, &balance, asked_ms).await?),
        Err(CallFailure::Remote(error)) => {
            let is_hidden = *error.kind() == ErrorKind::Malformed
                || matches!(
                    Verdict::from(&error),
                    Verdict::NoAccess(_) | Verdict::Missing(_) | Verdict::Refused(_)
                );
            if !is_hidden {
                return Err(CallFailure::Remote(error).into());
            }
            let module = server.remote.module_id;
            let failure = CallFailure::Remote(error);
            Ok(saved::keep_failure(context.engine(), module, BALANCE, failure, billmanager::Error::words)
                .await?)
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn decide(context: &Context, tx: &mut Tx, server: &LicenseServer, wanted: &Wanted) -> Result<Funds> {
    let module = server.remote.module_id;
    let owed = owed(context, tx, server).await?;
    let read = module_reads::find(&mut *tx, module, BALANCE).await?;
    // A balance that could not be read any more says nothing of what is there now.
    let read = read.filter(|read| read.error.is_none()).and_then(|read| read.value);
    let balance = read.and_then(|(value, _)| serde_json::from_value::<SavedBalance>(value).ok());
    let available = match balance {
        Some(balance) => {
            let spent = funds::spent_since(&mut *tx, module, balance.asked_ms).await?;
            let there = balance.available(server.settings.currency);
            there.map(|money| RemoteMoney::new(money.e4().saturating_sub(spent), money.currency()))
        }
        None => None,
    };
    Ok(may_spend(available, wanted, &owed))
}

/// Everything that money is kept for at this license server.
async fn owed(context: &Context, tx: &mut Tx, server: &LicenseServer) -> Result<Vec<Owed>> {
    let (module, settings) = (server.remote.module_id, &server.settings);
    let days = settings.reserve_days.max(settings.renew_before_days);
    let ending = funds::ending(&mut *tx, module, after(server.today, days)).await?;
    let replaced = funds::replacements(&mut *tx, module, context.operation.id).await?;
    let mut owed: Vec<Owed> = replaced
        .into_iter()
        .map(|e4| Owed {
            purpose: Purpose::Uncovered(None),
            license: None,
            cost: RemoteMoney::new(e4, settings.currency),
            is_due: true,
        })
        .collect();
    if ending.is_empty() {
        return Ok(owed);
    }
    let sold = price_list::list(&mut *tx, module).await?;
    let rules = alignment_rules::list(&mut *tx, module).await?;
    owed.extend(ending.iter().filter_map(|ending| owed_for(ending, server, &sold, &rules)));
    Ok(owed)
}

/// What a license that ends soon is owed; nothing if its service is neither paid beyond it nor renews itself, or if
/// its price is not known.
fn owed_for(
    ending: &Ending,
    server: &LicenseServer,
    sold: &[PriceListRow],
    rules: &[AlignmentRule],
) -> Option<Owed> {
    if ending.renewal == Some(RenewalState::Done) {
        return None;
    }
    let (today, settings) = (server.today, &server.settings);
    let expires_on = ending.expires_on.filter(|_| ending.status != RemoteStatus::Deleted);
    let is_paid = ending.paid_until > today && expires_on.is_none_or(|day| day < ending.paid_until);
    let term = ending.auto_renewal_period.filter(|_| !is_paid && ending.paid_until >= today);
    let paid_until = match term {
        Some(term) => end_of_term(ending.paid_until, term, ending.anchor_day),
        None if is_paid => ending.paid_until,
        None => return None,
    };
    let purpose = match expires_on {
        None => Purpose::Uncovered(None),
        Some(day) if day <= today => Purpose::Uncovered(Some(day)),
        Some(day) => Purpose::Renewal(day),
    };
    let in_lead = expires_on.is_none_or(|day| day <= after(today, settings.renew_before_days));
    let in_reserve = expires_on.is_none_or(|day| day <= after(today, settings.reserve_days));
    let needs_person = matches!(ending.operation, Some(OperationState::Failed | OperationState::Unknown));
    let is_due = is_paid && in_lead && !needs_person;
    let prices: Vec<_> = sold.iter().filter(|row| row.plan_code == ending.plan).collect();
    let period =
        period(ending, term, expires_on.map(|day| day.max(today)), paid_until, server, &prices, rules)?;
    let cost = prices.iter().find(|row| row.period == period)?.cost;
    (is_due || in_reserve).then_some(Owed { purpose, license: Some(ending.license), cost, is_due })
}

/// For which period it would be renewed, or bought again where it is gone.
fn period(
    ending: &Ending,
    term: Option<Period>,
    starts_on: Option<Date>,
    paid_until: Date,
    server: &LicenseServer,
    prices: &[&PriceListRow],
    rules: &[AlignmentRule],
) -> Option<Period> {
    let sold: Vec<_> = prices.iter().map(|row| row.period).collect();
    let service = term.unwrap_or(ending.period);
    let Some(starts_on) = starts_on else {
        return license_period(service, &sold, rules, ending.tariff).ok().map(|choice| choice.period);
    };
    let renewable = Renewable { service, starts_on, paid_until, shortest: server.settings.shortest_renewals };
    renewal_period(&renewable, &sold, rules, ending.tariff).ok().map(|choice| choice.period)
}

fn after(today: Date, days: u16) -> Date {
    today.saturating_add(i64::from(days).days())
}
