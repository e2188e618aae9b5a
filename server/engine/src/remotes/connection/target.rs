//! Where a checked connection leads.

use domain::{Currency, LogIn, ModuleKind};
use secrecy::SecretString;
use sendonce::Settings;

use super::ask::Asking;
use super::{CheckOutcome, CheckWhat, ConnectionProblem, ConnectionReport, license_server, vm_server};
use crate::remotes::calls::Remote;
use crate::{Engine, Error, Result};

/// A connection to check, a module's or one that was only typed.
#[derive(Debug)]
pub(crate) struct Target<'a> {
    /// What it should lead to.
    pub(crate) kind: ModuleKind,
    /// The URL as typed.
    pub(crate) url: &'a str,
    /// The user that we are there.
    pub(crate) username: &'a str,
    /// That user's password.
    pub(crate) password: SecretString,
    /// How a license server is logged in to.
    pub(crate) log_in: LogIn,
    /// The currency of amounts that are sent without one.
    pub(crate) currency: Option<Currency>,
    /// The module's limits and log, if it is one.
    pub(crate) remote: Option<&'a Remote>,
}

impl Target<'_> {
    /// Asks the remote system, now. The client is new each time: one that is logged in already would not notice that
    /// the password was changed.
    pub(crate) async fn check(self, engine: &Engine) -> Result<ConnectionReport> {
        let report = ConnectionReport::new(self.kind, engine.clock().now_ms());
        let mut asking = Asking::new(engine, self.remote, self.url, report);
        let settings = Settings { request_timeout: engine.settings().read_timeout, ..Settings::default() };
        match self.kind {
            ModuleKind::Billmanager => match billmanager::Endpoint::parse(self.url) {
                Ok(endpoint) => {
                    let account = billmanager::Account {
                        endpoint,
                        user: self.username.to_owned(),
                        password: self.password,
                    };
                    let client = billmanager::Client::new(account, &settings).map_err(Error::setup)?;
                    let client = match self.log_in {
                        LogIn::Password => client,
                        LogIn::Session => client.by_session(),
                    };
                    license_server::check(&mut asking, &client, self.currency).await?;
                }
                Err(error) => bad_address(&mut asking, &error),
            },
            ModuleKind::Vmmanager6 => match vmmanager::BaseUrl::parse(self.url) {
                Ok(base_url) => {
                    let credentials = vmmanager::Credentials {
                        base_url,
                        email: self.username.to_owned(),
                        password: self.password,
                    };
                    let client = vmmanager::Client::new(credentials, &settings).map_err(Error::setup)?;
                    vm_server::check(&mut asking, &client).await?;
                }
                Err(error) => bad_address(&mut asking, &error),
            },
        }
        Ok(asking.report)
    }
}

fn bad_address(asking: &mut Asking<'_>, error: &dyn std::error::Error) {
    let (problem, words) = (ConnectionProblem::BadAddress, error.to_string());
    asking.note(CheckWhat::LogIn, CheckOutcome::Failed { problem, words });
}
