//! Changing the key that secrets are sealed with.

use std::collections::BTreeMap;
use std::fs;

use engine::actions::{reveal_key, reveal_root_password};
use secrecy::{ExposeSecret, SecretString};
use store::drafts::{self, Draft};
use store::modules::{self, PASSWORD_COLUMN};
use store::sealed::{Keyring, reseal};

use crate::secrets::attach;
use crate::support::{Demo, on_both};

/// More than one batch.
const DRAFTS: usize = 120;

async fn keep_drafts(demo: &Demo) {
    let keyring = demo.engine.keyring();
    let user = demo.staff.user().unwrap();
    let mut tx = demo.db().begin().await.unwrap();
    for number in 0..DRAFTS {
        let id = format!("draft {number}");
        let password = keyring.seal(drafts::PASSWORD_COLUMN, &SecretString::from(id.clone())).unwrap();
        let (fields, password) = (BTreeMap::new(), Some(password));
        drafts::insert(&mut tx, &id, user, 1).await.unwrap();
        drafts::save(&mut tx, &Draft { id, user, fields, password, report: None }, 2).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// How many values there are of each key.
async fn counted(demo: &Demo) -> BTreeMap<u32, u64> {
    let mut all = BTreeMap::new();
    for column in reseal::count(demo.db()).await.unwrap() {
        for (id, count) in column.by_key {
            *all.entry(id).or_default() += count;
        }
    }
    all
}

#[tokio::test]
async fn after_a_change_of_keys_everything_opens_without_the_old_one() {
    on_both(async |demo| {
        let service = demo.order("ispmanager 6 lite", "key").await.unwrap().service_id;
        attach(demo, service, "K-1-2-3").await;
        keep_drafts(demo).await;
        let old = demo.engine.keyring().newest();
        let values = counted(demo).await;
        assert_eq!(values.keys().copied().collect::<Vec<_>>(), [old]);
        let all = values.get(&old).copied().unwrap();
        assert_eq!(all, DRAFTS as u64 + 4, "two modules, a root password, a key");

        let new = Keyring::add_key(&demo.keys).unwrap();
        let other_process = Keyring::read(&demo.keys).unwrap();
        let done = reseal::reseal(demo.db(), &other_process).await.unwrap();
        assert_eq!(done.iter().map(|column| column.resealed).sum::<u64>(), all);
        assert_eq!(counted(demo).await, BTreeMap::from([(new, all)]));
        let again = reseal::reseal(demo.db(), &other_process).await.unwrap();
        assert!(again.iter().all(|column| column.resealed == 0 && column.unopened == 0), "{again:?}");
        let key = reveal_key(&demo.engine, demo.client, service).await.unwrap();
        assert_eq!(key.expose_secret(), "K-1-2-3", "a server that runs follows");

        let text = fs::read_to_string(&demo.keys).unwrap();
        let prefix = format!("{old}:");
        let kept: Vec<_> = text.lines().filter(|line| !line.starts_with(&prefix)).collect();
        fs::write(&demo.keys, kept.join("\n")).unwrap();
        let restarted = demo.restarted();
        let key = reveal_key(&restarted, demo.client, service).await.unwrap();
        assert_eq!(key.expose_secret(), "K-1-2-3");
        reveal_root_password(&restarted, demo.client, service).await.unwrap();
        for module in modules::list(demo.db()).await.unwrap() {
            restarted.keyring().open(PASSWORD_COLUMN, &module.password).unwrap();
        }
        for number in 0..DRAFTS {
            let id = format!("draft {number}");
            let draft = drafts::find(demo.db(), &id, demo.staff.user().unwrap()).await.unwrap().unwrap();
            let opened = restarted.keyring().open(drafts::PASSWORD_COLUMN, &draft.password.unwrap()).unwrap();
            assert_eq!(opened.expose_secret(), id);
        }
    })
    .await;
}

#[tokio::test]
async fn what_does_not_open_is_counted_and_stays_and_the_rest_is_sealed_again() {
    on_both(async |demo| {
        keep_drafts(demo).await;
        let folder = tempfile::tempdir().unwrap();
        let strange = folder.path().join("keys");
        Keyring::create(&strange).unwrap();
        let strange = Keyring::read(&strange).unwrap();
        let lost = strange.seal(drafts::PASSWORD_COLUMN, &"lost".into()).unwrap();
        let user = demo.staff.user().unwrap();
        let mut tx = demo.db().begin().await.unwrap();
        for id in ["draft 0", "draft 119"] {
            let draft = Draft {
                id: id.to_owned(),
                user,
                fields: BTreeMap::new(),
                password: Some(lost.clone()),
                report: None,
            };
            drafts::save(&mut tx, &draft, 3).await.unwrap();
        }
        tx.commit().await.unwrap();

        Keyring::add_key(&demo.keys).unwrap();
        let done = reseal::reseal(demo.db(), demo.engine.keyring()).await.unwrap();
        let of_drafts = done.iter().find(|column| column.column == drafts::PASSWORD_COLUMN).unwrap();
        assert_eq!((of_drafts.resealed, of_drafts.unopened), (DRAFTS as u64 - 2, 2));
        let kept = drafts::find(demo.db(), "draft 0", user).await.unwrap().unwrap().password.unwrap();
        assert_eq!(kept, lost);
    })
    .await;
}
