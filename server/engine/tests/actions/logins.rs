//! Who gets in, and who is added.

use domain::access::{Action, Forbidden};
use domain::{Currency, Role};
use engine::actions::{NewRole, Newcomer, add_user, log_in, seed_demo};
use engine::reads::signed_in;
use engine::{Caller, Error, Refusal};

use crate::support::{on_both, refusals};

fn newcomer<'a>(login: &'a str, password: &str, role: NewRole) -> Newcomer<'a> {
    Newcomer { login, name: "Newcomer", password: password.into(), role }
}

#[tokio::test]
async fn an_unknown_login_and_a_wrong_password_get_the_same_answer() {
    on_both(async |demo| {
        let try_in = async |login, password: &str| {
            log_in(&demo.engine, login, password.into()).await.unwrap().map(|who| (who.role, who.name))
        };
        let staff = Some((Role::Staff, "Demo staff".to_owned()));
        assert_eq!(try_in(" STAFF@demo.test ", "keypool-demo").await, staff);
        assert_eq!(try_in("staff@demo.test", "keypool-dem").await, None);
        assert_eq!(try_in("nobody@demo.test", "keypool-demo").await, None);
    })
    .await;
}

#[tokio::test]
async fn a_session_belongs_to_somebody_as_they_are_now() {
    on_both(async |demo| {
        let user = demo.client.user().unwrap();
        let who = signed_in(&demo.engine, user).await.unwrap().unwrap();
        assert_eq!(who.caller(), demo.client);
        assert_eq!(signed_in(&demo.engine, domain::UserId::new(999)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_new_client_gets_in_with_nothing_on_its_balance() {
    on_both(async |demo| {
        let new = newcomer("New@Example.com", "long enough", NewRole::Client(Currency::EUR));
        let added = add_user(&demo.engine, demo.staff, new).await.unwrap();
        let who = log_in(&demo.engine, "new@example.com", "long enough".into()).await.unwrap().unwrap();
        assert_eq!((who.user_id, who.client_id), (added.user, added.client));
        assert!(demo.balance(who.caller()).await.is_zero());
    })
    .await;
}

#[tokio::test]
async fn a_newcomer_is_told_everything_that_is_wrong_at_once() {
    on_both(async |demo| {
        let add = async |new| add_user(&demo.engine, Caller::Operator, new).await;
        let short = refusals(add(newcomer("  ", "short", NewRole::Staff)).await);
        assert_eq!(short, [Refusal::LoginMissing, Refusal::PasswordTooShort { needed: 8 }]);
        let taken = newcomer("Client@Demo.Test", "long enough", NewRole::Client(Currency::EUR));
        assert_eq!(refusals(add(taken).await), [Refusal::LoginTaken]);
        let no_address = newcomer("somebody", "long enough", NewRole::Client(Currency::EUR));
        assert!(matches!(refusals(add(no_address).await)[..], [Refusal::Email(_)]));
    })
    .await;
}

#[tokio::test]
async fn a_client_adds_nobody() {
    on_both(async |demo| {
        let new = newcomer("friend@example.com", "long enough", NewRole::Staff);
        let error = add_user(&demo.engine, demo.client, new).await.unwrap_err();
        let forbidden = Forbidden { role: Role::Client, action: Action::ManageStaff };
        assert!(matches!(error, Error::Forbidden(found) if found == forbidden));
    })
    .await;
}

#[tokio::test]
async fn a_database_with_users_is_not_seeded_again() {
    on_both(async |demo| {
        assert!(!seed_demo(&demo.engine, "http://127.0.0.1:9").await.unwrap());
        assert_eq!(store::users::count(demo.db()).await.unwrap(), 3);
        assert_eq!(store::modules::list(demo.db()).await.unwrap().len(), 2);
    })
    .await;
}
