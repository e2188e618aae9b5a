//! The main job, end to end: a browser without scripts, a server, a real license server and a real VMmanager.
//!
//! A client orders a server with a panel; its license comes from the pool or from the license server. What people
//! read is compared word by word.

/// The same as `on_both!`, with a sandbox that is set otherwise.
macro_rules! on_both_with {
    ($config:expr; $(async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        mod $name {
            use super::*;
            use $crate::support::{app::spawn_app_with, database::Database};

            async fn body($app: &$crate::support::app::TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let app = spawn_app_with(Database::Sqlite, $config).await;
                body(&app).await;
                app.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let app = spawn_app_with(Database::Postgres, $config).await;
                body(&app).await;
                app.finish().await;
            }
        }
    )+};
}

mod decisions;
mod deletion;
mod delivery;
mod fields;
mod pool;
mod purchases;
pub mod reading;
mod secrets;
pub mod shop;
