//! Keys and root passwords are shown on demand, to those they belong to, and it is noted.

use domain::pool::LastChange;
use domain::{IpAddress, LicenseId, LicenseState, RemoteId, RemoteStatus, ServiceId};
use engine::Error;
use engine::actions::{reveal_key, reveal_root_password};
use engine::reads::service;
use secrecy::ExposeSecret;
use store::licenses::{self, Acquired, Card, NewLicense};
use store::services;

use crate::support::{Demo, on_both};

/// Has a license serve a service, with this key.
pub async fn attach(demo: &Demo, id: ServiceId, key: &str) -> LicenseId {
    let service = services::find(demo.db(), id).await.unwrap().unwrap();
    let card = Card {
        name: "A license".to_owned(),
        address: IpAddress::parse("192.0.2.7").unwrap(),
        status: RemoteStatus::Active,
        expires_on: None,
        last_ip_change: LastChange::Never,
        last_key_change: LastChange::Never,
        auto_renewal: Some(false),
    };
    let new = NewLicense {
        module_id: service.license_server_id.unwrap(),
        remote_id: &RemoteId::new("17"),
        product_id: service.product_id.unwrap(),
        plan_code: &service.plan_code.unwrap(),
        service_id: id,
        acquired: Acquired::Purchase,
        card: &card,
    };
    let sealed = demo.engine.keyring().seal("licenses.key", &key.into()).unwrap();
    let mut tx = demo.db().begin().await.unwrap();
    let license = licenses::insert(&mut tx, &new, 1).await.unwrap();
    licenses::card::record_key(&mut tx, license, &sealed, "digest").await.unwrap();
    tx.commit().await.unwrap();
    license
}

#[tokio::test]
async fn a_key_is_shown_to_its_client_while_the_license_serves_and_it_is_noted() {
    on_both(async |demo| {
        let id = demo.order("ispmanager 6 lite", "key").await.unwrap().service_id;
        let license = attach(demo, id, "K-1-2-3").await;
        let card = service(&demo.engine, demo.client, id).await.unwrap().license.unwrap();
        assert_eq!((card.id, card.has_key), (license, true));
        let key = reveal_key(&demo.engine, demo.client, id).await.unwrap();
        assert_eq!(key.expose_secret(), "K-1-2-3");
        assert!(matches!(reveal_key(&demo.engine, demo.other, id).await, Err(Error::NotFound)));
        let events = service(&demo.engine, demo.staff, id).await.unwrap().events;
        assert_eq!(events.first().unwrap().kind, "service.key_shown");
        assert_eq!(events.len(), 2, "ordered, and shown once");

        // The next service gives it a new key before the trace of this one is gone.
        let mut tx = demo.db().begin().await.unwrap();
        licenses::set_returning(&mut tx, license, id, LicenseState::WaitingAddress).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(reveal_key(&demo.engine, demo.client, id).await, Err(Error::NotFound)));
        assert!(service(&demo.engine, demo.client, id).await.unwrap().license.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_root_password_is_shown_to_its_client_and_it_is_noted() {
    on_both(async |demo| {
        let id = demo.delivered("key").await;
        let password = reveal_root_password(&demo.engine, demo.client, id).await.unwrap();
        assert_eq!(password.expose_secret().len(), 20);
        let stranger = reveal_root_password(&demo.engine, demo.other, id).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
        let events = service(&demo.engine, demo.staff, id).await.unwrap().events;
        let newest = events.first().unwrap();
        assert_eq!(newest.kind, "service.root_password_shown");
        assert_eq!(newest.actor.as_deref(), Some("Demo client"));
        assert!(!newest.data.to_string().contains(password.expose_secret()));
        assert_eq!(events.len(), 2, "a stranger's attempt shows nothing");
    })
    .await;
}

#[tokio::test]
async fn there_is_no_key_where_there_is_no_license() {
    on_both(async |demo| {
        let id = demo.order("ispmanager 6 lite", "key").await.unwrap().service_id;
        assert!(matches!(reveal_key(&demo.engine, demo.client, id).await, Err(Error::NotFound)));
    })
    .await;
}
