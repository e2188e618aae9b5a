//! Adds a parameter of a license server, or changes one: its period alignment rules.

use domain::access::Action;
use domain::catalogue::{Described, Object, Root, changes};
use domain::form::{FieldProblem, Problem, Reader};
use domain::period::alignment::AlignmentRule;
use domain::{ModuleId, ModuleKind, Period, RuleId, TariffId};
use store::alignment_rules::{self, RULE_GENERAL, RULE_OF_TARIFF, StoredRule, choices};
use store::modules::{self, Module};
use store::{Tx, form_keys, tariffs};

use crate::history::{self, Subject};
use crate::{Caller, Engine, Error, Refusal, Result};

/// The only parameter there is.
pub const PERIOD_ALIGNMENT: &str = "period_alignment";
/// The only product type whose tariff plans a rule can be compared with.
pub const VPS: &str = "vps";

/// The form of a parameter, as typed.
#[derive(Debug, Clone, Default)]
pub struct RuleForm {
    /// `period_alignment`.
    pub param: String,
    /// The period that a client orders.
    pub source_period: String,
    /// The period to order at the license server instead.
    pub change_into: String,
    /// Whether the rule is for one tariff plan only.
    pub compare_tariff: String,
    /// `vps`, where it is for one.
    pub product_type: String,
    /// The tariff plan, where it is for one.
    pub tariff: String,
}

/// Which rule is saved: a new one under its form's one-time key, or one as its form found it.
#[derive(Debug, Clone, Copy)]
pub enum RuleToSave<'a> {
    /// A new one.
    New {
        /// The form's one-time key.
        key: &'a str,
    },
    /// One that is there.
    Existing {
        /// The rule.
        id: RuleId,
        /// The version that its form was opened with.
        version: i64,
    },
}

/// What a form says, once it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ReadRule {
    pub source: Period,
    pub change_into: Period,
    pub tariff: Option<TariffId>,
}

impl RuleForm {
    /// Whether the form reads, but the effect that was shown, as `source-change`, is another than the form's.
    pub fn is_unseen(&self, shown: &str) -> bool {
        self.read().is_ok_and(|rule| shown != format!("{}-{}", rule.source, rule.change_into))
    }

    /// Reads the form; periods are numbers of months.
    pub(crate) fn read(&self) -> Result<ReadRule> {
        let mut read = Reader::default();
        if self.param != PERIOD_ALIGNMENT {
            read.refuse("param", Problem::NotAChoice);
        }
        let mut months = |field: &str, typed: &str| {
            let period = read.period(field, typed);
            if period.as_months().is_none() {
                read.refuse(field, Problem::NotAChoice);
            }
            period
        };
        let source = months("source_period", &self.source_period);
        let change_into = months("change_into", &self.change_into);
        let tariff = Reader::switch(&self.compare_tariff).then(|| {
            if self.product_type != VPS {
                read.refuse("product_type", Problem::NotAChoice);
            }
            read.choice("tariff", &self.tariff, TariffId::new(0))
        });
        read.done()?;
        Ok(ReadRule { source, change_into, tariff })
    }
}

/// Saves a rule, and says which it is; there is one for each case.
pub async fn save_rule(
    engine: &Engine,
    caller: Caller,
    module: ModuleId,
    rule: RuleToSave<'_>,
    form: &RuleForm,
) -> Result<RuleId> {
    caller.may(Action::ManageModules)?;
    let new = form.read()?;
    let mut tx = engine.db().begin().await?;
    let server = license_server(&mut tx, module).await?;
    refuse_unsold(&mut tx, module, new.change_into).await?;
    let tariff_name = match new.tariff {
        Some(id) => {
            let tariff = tariffs::find(&mut tx, id).await?;
            let missing = || Refusal::Field(FieldProblem::new("tariff", Problem::NotAChoice));
            Some(tariff.ok_or_else(missing)?.details.name)
        }
        None => None,
    };
    let saved = match rule {
        RuleToSave::New { key } => add(&mut tx, engine, caller, &server, (new, tariff_name), key).await,
        RuleToSave::Existing { id, version } => {
            change(&mut tx, engine, caller, &server, (new, tariff_name), (id, version)).await
        }
    };
    match saved {
        Err(Error::Store(error)) if error.violates(RULE_OF_TARIFF) || error.violates(RULE_GENERAL) => {
            Err(Refusal::RuleExists.into())
        }
        Err(error) => Err(error),
        Ok(id) => {
            tx.commit().await?;
            Ok(id)
        }
    }
}

async fn add(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    server: &Module,
    (new, tariff_name): (ReadRule, Option<String>),
    key: &str,
) -> Result<RuleId> {
    if let Some(id) = history::added_before(tx, engine, key).await? {
        return Ok(RuleId::new(id));
    }
    let id = alignment_rules::insert(tx, server.id, new.source, new.change_into, new.tariff).await?;
    form_keys::keep(tx, key, id.get()).await?;
    let described = described(new, tariff_name.as_deref());
    history::added(tx, engine, caller, subject(server, id), &described).await?;
    Ok(id)
}

async fn change(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    server: &Module,
    (new, tariff_name): (ReadRule, Option<String>),
    (id, version): (RuleId, i64),
) -> Result<RuleId> {
    let stored = alignment_rules::find(&mut *tx, server.id, id).await?.ok_or(Error::NotFound)?;
    let fields = changes(&of_stored(&stored), &described(new, tariff_name.as_deref()));
    if fields.is_empty() {
        return Ok(id);
    }
    history::unchanged_since(tx, (Object::Rule, id.get()), version, stored.version).await?;
    let rule = AlignmentRule { id, source: new.source, change_into: new.change_into, tariff: new.tariff };
    alignment_rules::update(tx, &rule).await?;
    history::changed(tx, engine, caller, subject(server, id), &fields).await?;
    Ok(id)
}

/// A module that sells licenses; another kind has no parameters.
pub(super) async fn license_server(tx: &mut Tx, id: ModuleId) -> Result<Module> {
    let module = modules::find(tx, id).await?.filter(|module| module.kind == ModuleKind::Billmanager);
    module.ok_or(Error::NotFound)
}

/// A rule that no plan in use can follow is a mistake; before its price list was read, nothing is known of it.
async fn refuse_unsold(tx: &mut Tx, module: ModuleId, change_into: Period) -> Result<()> {
    let plans = choices::plans_in_use(tx, module).await?;
    if plans.is_empty() || plans.iter().any(|plan| plan.sold.contains(&change_into)) {
        return Ok(());
    }
    Err(Refusal::ChangeIntoNotSold.into())
}

pub(super) fn subject(server: &Module, id: RuleId) -> Subject<'_> {
    Subject { root: (Root::Module, server.id.get()), object: (Object::Rule, id.get()), name: &server.name }
}

pub(super) fn of_stored(stored: &StoredRule) -> Vec<Described> {
    let AlignmentRule { source, change_into, tariff, .. } = stored.rule;
    described(ReadRule { source, change_into, tariff }, stored.tariff_name.as_deref())
}

fn described(rule: ReadRule, tariff: Option<&str>) -> Vec<Described> {
    let mut fields = vec![
        ("source_period".to_owned(), rule.source.to_string()),
        ("change_into".to_owned(), rule.change_into.to_string()),
    ];
    fields.extend(tariff.map(|name| ("tariff".to_owned(), name.to_owned())));
    fields
}
