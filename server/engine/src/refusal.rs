//! Why an action was refused, in types that a page turns into words beside the right field.

mod field;
mod uses;

use domain::email::EmailError;
use domain::form::FieldProblem;
use domain::order::FieldError;
use domain::readiness::Fault;
use domain::{Date, ModuleId, ModuleKind, Money, OperationId, PlanCode, RemoteId};
use serde::{Deserialize, Serialize};

use crate::remotes::connection::ConnectionProblem;

pub use uses::{Use, UsedBy};

/// One reason why an action was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// A field of the order form.
    Order(FieldError),
    /// The tariff cannot be ordered now.
    Tariff(TariffProblem),
    /// The client's balance is less than the price.
    NotEnoughMoney {
        /// The price.
        needed: Money,
        /// The balance.
        balance: Money,
    },
    /// The client's balance is less than the price of a renewal.
    RenewalNotCovered {
        /// The price.
        needed: Money,
        /// The balance.
        balance: Money,
    },
    /// Only a service that was delivered and not deleted is renewed.
    NotActive,
    /// The service has no server yet, or no longer.
    NotDelivered,
    /// VMmanager was read again since, and shows another address.
    AddressReadSince,
    /// The service has this address already.
    AddressKnown,
    /// Only an active license of a service that runs gets a new key.
    NoKeyToChange,
    /// The license server allows no other key yet.
    KeyTooSoon {
        /// The first day on which it does.
        on: Date,
    },
    /// Only a service that runs is suspended.
    NotRunning,
    /// Only a suspended service is resumed.
    NotSuspended,
    /// A service is resumed once it is paid.
    NotPaid {
        /// The day to which it was paid.
        paid_until: Date,
    },
    /// Staff suspended the service: its client can do nothing about it.
    SuspendedByStaff,
    /// A trial is not renewed.
    TrialNotRenewed,
    /// The service is to be deleted: that is taken back first.
    DeletionPlanned,
    /// The tariff does not sell what the service has for this period.
    PeriodNotSold,
    /// The form came without its one-time key, or with one that no page of ours made.
    BadForm,
    /// An amount is not greater than zero, or in another currency than the balance.
    BadAmount,
    /// The balance would be less than nothing.
    BalanceTooLow {
        /// What it is.
        balance: Money,
    },
    /// A correction of nothing.
    CorrectionOfNothing,
    /// No new account can be made with this e-mail address.
    EmailTaken,
    /// Strangers may not register here.
    RegistrationOff,
    /// There were too many tries to register from one address.
    TooManyRegistrations,
    /// The login is missing.
    LoginMissing,
    /// Somebody has this login.
    LoginTaken,
    /// The name is missing.
    NameMissing,
    /// The password is shorter than this.
    PasswordTooShort {
        /// Characters that are needed.
        needed: usize,
    },
    /// The e-mail address.
    Email(EmailError),
    /// Another operation works on the service.
    OperationOpen {
        /// That operation.
        operation: OperationId,
    },
    /// A purchase for the service is undecided: a person decides it first.
    PurchaseUndecided {
        /// The operation whose purchase it is.
        operation: OperationId,
    },
    /// The service is being deleted, or is gone.
    AlreadyDeleted,
    /// There is nothing to cancel.
    NotScheduled,
    /// The operation neither failed nor waits.
    NotWaiting,
    /// The operation did not fail, or has a purchase to decide first.
    NotFailed,
    /// Giving up needs a note.
    NoteMissing,
    /// The license is not held, or something is at work on it.
    NotHeld,
    /// The license server shows the license that was bought: it need not be ordered again.
    WasBought {
        /// Its id there.
        license: RemoteId,
    },
    /// The license server shows a later expiry: it need not be renewed again.
    WasRenewed {
        /// That expiry.
        until: Date,
    },
    /// Only a service that runs gets another panel.
    PanelNeedsRunningService,
    /// A trial keeps its panel.
    TrialPanelStays,
    /// The tariff plan does not sell this panel for the service's period.
    PanelNotSold,
    /// The service has this panel.
    SamePanel,
    /// This way to the panel is not open, or no longer.
    PanelWayClosed,
    /// The change of plan is decided already.
    PlanChangeDecided,
    /// The license server shows the new plan: it need not be changed again.
    PlanWasChanged {
        /// That plan.
        plan: PlanCode,
    },
    /// The license server shows another plan: it was not changed.
    PlanNotChanged {
        /// The plan that it shows.
        plan: PlanCode,
    },
    /// The renewal is decided already.
    RenewalDecided,
    /// The purchase is decided already.
    NotUndecided,
    /// The license server does not list this license, it is of another plan, or it is ours already.
    NotACandidate,
    /// It was not our turn at the remote system.
    RemoteBusy,
    /// The remote system did not answer as it should.
    RemoteFailed {
        /// What went wrong.
        words: String,
    },
    /// The license server has a rule for this case.
    RuleExists,
    /// No plan in use is sold for this period at the license server.
    ChangeIntoNotSold,
    /// A tariff plan with an error of the configuration check cannot be enabled.
    ConfigurationErrors {
        /// The errors.
        errors: Vec<Fault>,
    },
    /// What was typed into a field.
    Field(FieldProblem),
    /// Somebody else changed the object since the form was opened.
    ChangedMeanwhile {
        /// Who, if it was a person.
        by: Option<String>,
        /// When, in machine milliseconds.
        at_ms: Option<i64>,
    },
    /// This account was entered already.
    AccountTaken {
        /// As this processing module.
        module: ModuleId,
        /// What that is called.
        name: String,
    },
    /// A processing module cannot lead elsewhere: what is ours there stays with its account.
    AccountInUse {
        /// What kind of system it is.
        kind: ModuleKind,
        /// How many licenses, or servers, are there.
        count: u64,
    },
    /// The remote system cannot be worked with like this.
    NotConnected {
        /// What is wrong.
        problem: ConnectionProblem,
        /// The remote system's words.
        words: String,
    },
    /// Rights are missing at the remote system, and nobody has said that it may be saved anyway.
    RightsMissing {
        /// Which.
        problems: Vec<ConnectionProblem>,
    },
    /// It cannot be deleted: something uses it.
    InUse {
        /// What uses it; the first of them.
        uses: Vec<Use>,
        /// How many more there are.
        more: u64,
    },
}

/// Why a tariff cannot be ordered now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TariffProblem {
    /// Staff turned it off.
    Off,
    /// It has no option to choose a panel with.
    NoPanels,
    /// No active VMmanager makes its servers.
    NoServers,
}
