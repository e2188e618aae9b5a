//! What tests stand on.

pub mod app;
pub mod browser;
pub mod crawl;
pub mod database;
pub mod invariants;
pub mod log;
pub mod order;
pub mod process;

/// Makes two named tests of each body: `NAME::sqlite` and `NAME::postgres`.
///
/// A body takes the [`app::TestApp`]; what it leaves open fails it.
macro_rules! on_both {
    ($(async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn body($app: &$crate::support::app::TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let app = $crate::support::app::spawn_app($crate::support::database::Database::Sqlite).await;
                body(&app).await;
                app.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let app = $crate::support::app::spawn_app($crate::support::database::Database::Postgres).await;
                body(&app).await;
                app.finish().await;
            }
        }
    )+};
}
