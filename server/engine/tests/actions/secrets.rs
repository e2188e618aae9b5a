//! Keys and root passwords are shown on demand, to those they belong to, and it is noted.

use engine::Error;
use engine::actions::{reveal_key, reveal_root_password};
use engine::reads::service;
use secrecy::ExposeSecret;

use crate::support::on_both;

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
