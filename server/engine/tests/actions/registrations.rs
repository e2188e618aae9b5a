//! Strangers who become clients, and staff who look at what clients see.

use domain::email::EmailError;
use domain::form::{FieldProblem, Problem};
use domain::{Currency, Role};
use engine::actions::{
    Registration, log_in, look_as_client, place_order, register, reveal_key, reveal_root_password,
};
use engine::reads::{
    account, client, onlooker, order_form, order_page, renewal, service, services, signed_in,
};
use engine::settings::Shop;
use engine::{Caller, Engine, Error, Refusal, Settings};

use crate::support::{Demo, client_id, on_both, refusals};

fn newcomer(email: &str) -> Registration<'_> {
    Registration { name: "Нина", email, password: "long enough".into() }
}

fn engine_with(demo: &Demo, shop: Shop) -> Engine {
    let engine = &demo.engine;
    let settings = Settings { shop, ..Settings::default() };
    Engine::new(engine.db().clone(), engine.keyring().clone(), engine.clock().clone(), settings)
}

#[tokio::test]
async fn a_stranger_becomes_a_client_with_an_empty_balance_in_the_shops_currency() {
    on_both(async |demo| {
        let currency = Currency::parse("USD").unwrap();
        let engine = engine_with(demo, Shop { currency, ..Shop::default() });
        let who = register(&engine, newcomer(" Nina@Example.com "), None).await.unwrap();
        assert_eq!((who.role, who.name.as_str()), (Role::Client, "Нина"));
        let page = account(&engine, who.caller(), 1).await.unwrap();
        assert!(page.balance.is_zero() && page.entries.is_empty());
        assert_eq!(page.balance.currency(), currency);
        let again = log_in(&engine, "nina@example.com", "long enough".into()).await.unwrap();
        assert_eq!(again, Some(who.clone()));
        let seen = client(&engine, demo.staff, who.client_id.unwrap(), 1).await.unwrap();
        assert_eq!(seen.logins, [("Nina@Example.com".to_owned(), "Нина".to_owned())]);
        assert_eq!(seen.events.iter().map(|event| &event.kind).collect::<Vec<_>>(), ["client.registered"]);
    })
    .await;
}

#[tokio::test]
async fn an_address_registers_once_and_staffs_addresses_never() {
    on_both(async |demo| {
        register(&demo.engine, newcomer("nina@example.com"), None).await.unwrap();
        for taken in ["NINA@example.com", "staff@demo.test", "client@demo.test"] {
            let told = refusals(register(&demo.engine, newcomer(taken), None).await);
            assert_eq!(told, [Refusal::EmailTaken], "{taken}");
        }
        assert_eq!(store::users::count(demo.db()).await.unwrap(), 4);
    })
    .await;
}

#[tokio::test]
async fn a_form_is_told_everything_that_is_wrong_with_it() {
    on_both(async |demo| {
        let nothing = Registration { name: "", email: "", password: "short".into() };
        let expected = [
            Refusal::Email(EmailError::Empty),
            Refusal::NameMissing,
            Refusal::PasswordTooShort { needed: engine::SHORTEST_PASSWORD },
        ];
        assert_eq!(refusals(register(&demo.engine, nothing, None).await), expected);
        let name = "n".repeat(101);
        let long = Registration { name: &name, ..newcomer("nina@example.com") };
        let too_long = Refusal::Field(FieldProblem::new("name", Problem::TooLong { max: 100 }));
        assert_eq!(refusals(register(&demo.engine, long, None).await), [too_long]);
        assert_eq!(store::users::count(demo.db()).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn so_many_try_to_register_from_one_network_in_an_hour() {
    on_both(async |demo| {
        let engine = engine_with(demo, Shop { registrations_per_hour: 2, ..Shop::default() });
        let from = |text: &str| Some(text.parse().unwrap());
        register(&engine, newcomer("a@example.com"), from("2001:db8::1")).await.unwrap();
        let taken = register(&engine, newcomer("a@example.com"), from("2001:db8::2")).await;
        assert_eq!(refusals(taken), [Refusal::EmailTaken]);
        let third = register(&engine, newcomer("b@example.com"), from("2001:db8::3")).await;
        assert_eq!(refusals(third), [Refusal::TooManyRegistrations]);
        register(&engine, newcomer("b@example.com"), from("2001:db8:0:1::1")).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn registration_can_be_switched_off() {
    on_both(async |demo| {
        let engine = engine_with(demo, Shop { registration: false, ..Shop::default() });
        let told = refusals(register(&engine, newcomer("nina@example.com"), None).await);
        assert_eq!(told, [Refusal::RegistrationOff]);
    })
    .await;
}

#[tokio::test]
async fn staff_look_at_what_a_client_sees_and_change_nothing() {
    on_both(async |demo| {
        let id = demo.delivered("one").await;
        let client_id = client_id(demo.client);
        look_as_client(&demo.engine, demo.staff, client_id).await.unwrap();
        let staff = signed_in(&demo.engine, demo.staff.user().unwrap()).await.unwrap().unwrap();
        let (looking, name) = onlooker(&demo.engine, &staff, client_id).await.unwrap().unwrap();
        assert_eq!((looking.user(), name.as_str()), (demo.staff.user(), "Demo client"));

        assert_eq!(
            services(&demo.engine, looking).await.unwrap(),
            services(&demo.engine, demo.client).await.unwrap()
        );
        assert_eq!(
            account(&demo.engine, looking, 1).await.unwrap(),
            account(&demo.engine, demo.client, 1).await.unwrap()
        );
        assert!(!order_page(&demo.engine, looking).await.unwrap().is_empty());
        let tariff = demo.tariff("VPS Start").await;
        order_form(&demo.engine, looking, tariff).await.unwrap();
        service(&demo.engine, looking, id).await.unwrap();
        renewal(&demo.engine, looking, id).await.unwrap();

        let form = demo.form(tariff, "No control panel").await;
        let forbidden = [
            place_order(&demo.engine, looking, tariff, &form, "key").await.err(),
            reveal_key(&demo.engine, looking, id).await.err(),
            reveal_root_password(&demo.engine, looking, id).await.err(),
            engine::actions::delete_service(&demo.engine, looking, id).await.err(),
            engine::actions::set_auto_renewal(&demo.engine, looking, id, None).await.err(),
            client(&demo.engine, looking, client_id, 1).await.err(),
        ];
        for error in forbidden {
            assert!(matches!(error, Some(Error::Forbidden(_))), "{error:?}");
        }
        let others = service(
            &demo.engine,
            Caller::Onlooker { user: looking.user().unwrap(), client: crate::support::client_id(demo.other) },
            id,
        )
        .await;
        assert!(matches!(others, Err(Error::NotFound)));

        let seen = client(&demo.engine, demo.staff, client_id, 1).await.unwrap();
        let looked = seen.events.first().unwrap();
        assert_eq!((looked.kind.as_str(), looked.actor.as_deref()), ("client.looked_at", Some("Demo staff")));
    })
    .await;
}

#[tokio::test]
async fn a_client_looks_at_nobody() {
    on_both(async |demo| {
        let other = client_id(demo.other);
        let looked = look_as_client(&demo.engine, demo.client, other).await;
        assert!(matches!(looked, Err(Error::Forbidden(_))));
        let who = signed_in(&demo.engine, demo.client.user().unwrap()).await.unwrap().unwrap();
        assert_eq!(onlooker(&demo.engine, &who, other).await.unwrap(), None);
        assert!(matches!(client(&demo.engine, demo.client, other, 1).await, Err(Error::Forbidden(_))));
    })
    .await;
}
