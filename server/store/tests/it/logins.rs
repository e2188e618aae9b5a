//! People who log in.

use domain::Role;
use secrecy::{ExposeSecret, SecretString};
use store::users::{LOGIN_TAKEN, NewUser};
use store::{Db, users};

use crate::support::{on_both, rows};

async fn add(db: &Db, login: &str, client: Option<domain::ClientId>) -> store::Result<domain::UserId> {
    let mut tx = db.begin().await?;
    let password_hash = SecretString::from("$argon2id$…");
    let new =
        NewUser {
            client_id: client, login, name: "Ольга", password_hash: &password_hash, created_at_ms: 1
        };
    let id = users::insert(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(id)
}

#[tokio::test]
async fn a_login_is_found_whatever_its_capitals() {
    on_both(async |db| {
        let client = rows::client(db, "Client").await;
        let id = add(db, " Ольга@Example.com ", Some(client)).await.unwrap();
        let user = users::find_by_login(db, "ОЛЬГА@example.COM").await.unwrap().unwrap();
        assert_eq!((user.id, user.role, user.client_id), (id, Role::Client, Some(client)));
        assert_eq!((user.login.as_str(), user.name.as_str()), ("Ольга@Example.com", "Ольга"));
        assert_eq!(user.password_hash.expose_secret(), "$argon2id$…");
        assert!(users::find_by_login(db, "nobody@example.com").await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_login_is_taken_once() {
    on_both(async |db| {
        let id = add(db, "staff@example.com", None).await.unwrap();
        assert_eq!(users::find(db, id).await.unwrap().unwrap().role, Role::Staff);
        let error = add(db, "STAFF@example.com", None).await.unwrap_err();
        assert!(error.violates(LOGIN_TAKEN), "{error:?}");
        assert_eq!(users::count(db).await.unwrap(), 1);
    })
    .await;
}
