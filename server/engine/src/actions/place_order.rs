//! Places an order: money, service and the operation that makes it are one transaction.

mod root_password;

use domain::access::Action;
use domain::option::ValueType;
use domain::order::{OrderChoice, OrderForm};
use domain::period::term::end_of_term;
use domain::price::{Quote, quote};
use domain::{ClientId, LedgerKind, OperationKind, OrderId, ServiceId, TariffId};
use store::events::NewEvent;
use store::ledger::{NewEntry, Posted};
use store::operations::NewOperation;
use store::orders::{NewOrder, ORDER_REPEATED};
use store::services::options::ServiceOption;
use store::services::{NewPanel, NewService, ROOT_PASSWORD_COLUMN};
use store::tariffs::options::Choice;
use store::{Tx, clients, events, ledger, operations, orders, services};
use uuid::Uuid;

use crate::operations::PROVISION_SERVICE;
use crate::reads::offer::{self, TariffOffer};
use crate::{Caller, Engine, Error, Refusal, Result, TariffProblem};

/// The longest one-time key that our forms make.
const LONGEST_KEY: usize = 64;

/// An order that is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The service it became.
    pub service_id: ServiceId,
    /// Whether this was the first time that the form arrived.
    pub first: bool,
}

/// Places an order; the same form sent again shows the first order, whatever it says now.
pub async fn place_order(
    engine: &Engine,
    caller: Caller,
    tariff: TariffId,
    form: &OrderForm,
    one_time_key: &str,
) -> Result<Placed> {
    let client = caller.client(Action::PlaceOrder)?;
    if one_time_key.is_empty() || one_time_key.len() > LONGEST_KEY {
        return Err(Refusal::BadForm.into());
    }
    if let Some(placed) = placed_before(engine, client, one_time_key).await? {
        return Ok(placed);
    }
    let offer = offer::load(engine, tariff).await?.ok_or(Error::NotFound)?;
    let wish = Wish::new(client, one_time_key, &offer, form)?;
    match wish.write(engine, caller).await {
        Ok(service_id) => {
            engine.wake_workers();
            Ok(Placed { service_id, first: true })
        }
        Err(Error::Store(error)) if error.violates(ORDER_REPEATED) => {
            placed_before(engine, client, one_time_key).await?.ok_or(Error::Store(error))
        }
        Err(error) => Err(error),
    }
}

async fn placed_before(engine: &Engine, client: ClientId, one_time_key: &str) -> Result<Option<Placed>> {
    let order = orders::find_by_key(engine.db(), client, one_time_key).await?;
    Ok(order.map(|order| Placed { service_id: order.service_id, first: false }))
}

/// A right form with its price.
struct Wish<'a> {
    client: ClientId,
    one_time_key: &'a str,
    tariff: &'a TariffOffer,
    choice: OrderChoice,
    quote: Quote,
}

impl<'a> Wish<'a> {
    fn new(
        client: ClientId,
        one_time_key: &'a str,
        tariff: &'a TariffOffer,
        form: &OrderForm,
    ) -> Result<Self> {
        let problem = tariff.problem.map(Refusal::Tariff);
        let Some(offer) = &tariff.offer else {
            return Err(problem.unwrap_or(Refusal::Tariff(TariffProblem::NoPanels)).into());
        };
        // What is wrong with the tariff and with each field is told at once.
        match (form.parse(offer), problem) {
            (Ok(choice), None) => {
                let quote = quote(&offer.prices, &choice.choice()).map_err(Error::setup)?;
                Ok(Self { client, one_time_key, tariff, choice, quote })
            }
            (parsed, problem) => {
                let fields = parsed.err().into_iter().flatten().map(Refusal::Order);
                Err(Error::Refused(problem.into_iter().chain(fields).collect()))
            }
        }
    }

    async fn write(&self, engine: &Engine, caller: Caller) -> Result<ServiceId> {
        let mut tx = engine.db().begin().await?;
        let service_id = self.insert_service(engine, &mut tx).await?;
        services::options::insert(&mut tx, service_id, &self.extras()).await?;
        let order_id = self.insert_order(engine, &mut tx, service_id).await?;
        self.charge(engine, &mut tx, service_id, order_id).await?;
        let (now_ms, today) = (engine.clock().now_ms(), engine.clock().today());
        let operation = NewOperation {
            kind: OperationKind::ProvisionService,
            service_id,
            step: PROVISION_SERVICE,
            data: serde_json::json!({}),
            run_at_ms: now_ms,
        };
        let operation = operations::enqueue(&mut tx, &operation).await?;
        let event = NewEvent {
            kind: "service.ordered",
            client: Some(self.client),
            service: Some(service_id),
            operation: Some(operation),
            actor: caller.user(),
            data: serde_json::json!({ "total": self.quote.total() }),
            at_ms: now_ms,
            business_day: today,
            ..NewEvent::default()
        };
        events::record(&mut tx, &event).await?;
        tx.commit().await?;
        Ok(service_id)
    }

    async fn insert_service(&self, engine: &Engine, tx: &mut Tx) -> Result<ServiceId> {
        let (choice, today) = (&self.choice, engine.clock().today());
        let offer = self.tariff.offer.as_ref().ok_or(Error::NotFound)?;
        let panel = offer.prices.option(choice.panel_option).and_then(|option| option.value(choice.panel));
        let os = offer.systems.iter().find(|system| system.id == choice.os);
        let (Some(panel), Some(os)) = (panel, os) else { return Err(Error::NotFound) };
        let license = match (self.tariff.product(choice.panel), self.tariff.license_server_id) {
            (Some(product_id), Some(license_server_id)) => {
                let recipe = self.tariff.recipe(choice.panel);
                Some(NewPanel {
                    plan_code: &choice.plan,
                    product_id,
                    license_server_id,
                    run: recipe.and_then(|recipe| recipe.run.as_ref()),
                    install_steps: recipe.map(|recipe| recipe.steps.as_str()).unwrap_or_default(),
                })
            }
            _ => None,
        };
        let root_password = engine.keyring().seal(ROOT_PASSWORD_COLUMN, &root_password::random())?;
        let new = NewService {
            client_id: self.client,
            tariff_id: self.tariff.tariff.id,
            tariff_name: &self.tariff.tariff.details.name,
            host_name: &choice.hostname,
            os_code: choice.os.as_str(),
            os_name: &os.name,
            period: choice.period,
            auto_renewal_period: choice.autoprolong,
            panel_name: &panel.name,
            panel: license,
            sold: &self.tariff.tariff.details.sold(),
            vm_module_id: self.tariff.vm_module_id.ok_or(Refusal::Tariff(TariffProblem::NoServers))?,
            vm_marker: &format!("kp-{}", Uuid::new_v4()),
            root_password: &root_password,
            paid_until: end_of_term(today, choice.period, today.day()),
            anchor_day: today.day(),
            created_at_ms: engine.clock().now_ms(),
        };
        Ok(services::insert(tx, &new).await?)
    }

    /// What was chosen beside the panel, as the service keeps it.
    fn extras(&self) -> Vec<ServiceOption> {
        let chosen = self.choice.extras.iter().filter(|chosen| chosen.amount > 0);
        let kept = chosen.filter_map(|chosen| {
            let option = self.tariff.options.iter().find(|option| option.id == chosen.option)?;
            let unit = match &option.details.choice {
                Choice::Amount { unit, value_type: ValueType::Integer, .. } => unit.clone(),
                _ => String::new(),
            };
            Some(ServiceOption {
                option_id: Some(option.id),
                intname: option.details.intname.clone(),
                kind: option.details.kind,
                name: option.details.name.clone(),
                unit,
                amount: chosen.amount,
            })
        });
        kept.collect()
    }

    async fn insert_order(&self, engine: &Engine, tx: &mut Tx, service_id: ServiceId) -> Result<OrderId> {
        let quote = serde_json::to_value(&self.quote).map_err(Error::setup)?;
        let new = NewOrder {
            client_id: self.client,
            tariff_id: self.tariff.tariff.id,
            service_id,
            one_time_key: self.one_time_key,
            period: self.choice.period,
            quote: &quote,
            total: self.quote.total(),
            placed_at_ms: engine.clock().now_ms(),
            business_day: engine.clock().today(),
        };
        Ok(orders::insert(tx, &new).await?)
    }

    /// Charges the balance, which never goes below nothing whoever else orders at this moment.
    async fn charge(&self, engine: &Engine, tx: &mut Tx, service: ServiceId, order: OrderId) -> Result<()> {
        let total = self.quote.total();
        if total.is_zero() {
            return Ok(());
        }
        let entry = NewEntry {
            client_id: self.client,
            kind: LedgerKind::Charge,
            amount: total.checked_neg().map_err(Error::setup)?,
            reason: &format!("{}, {}", self.tariff.tariff.details.name, self.choice.hostname),
            author_id: None,
            order_id: Some(order),
            service_id: Some(service),
            one_time_key: None,
            created_at_ms: engine.clock().now_ms(),
            business_day: engine.clock().today(),
        };
        match ledger::post(tx, &entry).await? {
            Posted::Posted => Ok(()),
            Posted::NotCovered => {
                let client = clients::find(tx, self.client).await?.ok_or(Error::NotFound)?;
                Err(Refusal::NotEnoughMoney { needed: total, balance: client.balance }.into())
            }
        }
    }
}
