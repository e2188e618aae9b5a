//! Why an operation stands where it stands: stored as JSON, shown in words.

mod meaning;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::funds::Kept;
use crate::{IpAddress, ModuleKind, PlanCode, RemoteId, RemoteMoney};

/// What a step has to say about how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// VMmanager is making the server.
    ServerBeingMade,
    /// VMmanager is removing the server.
    ServerBeingRemoved,
    /// VMmanager is stopping the server.
    ServerBeingStopped,
    /// VMmanager is starting the server.
    ServerBeingStarted,
    /// VMmanager was asked to make the server and did not answer; we look for it by its name.
    ServerSought,
    /// The server has no address yet.
    AddressNotAssigned,
    /// Another operation works on this address.
    AddressBusy {
        /// The address.
        address: IpAddress,
    },
    /// The license server has not made the key yet.
    KeyBeingMade,
    /// The license was ordered and stands there behind an unpaid bill.
    NotPaidThere {
        /// The license's id there.
        license: RemoteId,
    },
    /// It is not our turn at the remote system: its rate limit.
    TurnNotCome {
        /// Which kind of system.
        system: ModuleKind,
    },
    /// Staff suspended the processing module.
    ModuleSuspended {
        /// Which kind of system.
        system: ModuleKind,
    },
    /// Staff switched purchases off at the license server.
    PurchasesOff,
    /// The license server wants more money than it has of ours.
    WaitingForFunds {
        /// Its own words.
        words: String,
    },
    /// Money is short at the license server, and what is there is kept for renewals.
    FundsKept {
        /// For what.
        kept: Kept,
    },
    /// A purchase got no clear answer; we look for the license that it may have made.
    PurchaseSought,
    /// The license goes back to the pool when its address may be changed.
    AddressChangeNotBefore {
        /// The first day on which it may.
        date: Date,
    },
    /// The remote system could not be reached or failed; time may cure it.
    RemoteFault {
        /// Which kind of system.
        system: ModuleKind,
        /// What went wrong.
        words: String,
    },
    /// The remote system refused.
    Refused {
        /// Which kind of system.
        system: ModuleKind,
        /// Its own words.
        words: String,
    },
    /// Our account at the remote system may not do this, or may not log in.
    NoAccess {
        /// Which kind of system.
        system: ModuleKind,
        /// Its own words.
        words: String,
    },
    /// The license server refuses this address.
    AddressRefused {
        /// The address.
        address: IpAddress,
        /// Its own words.
        words: String,
    },
    /// The license server sells this plan for no period that we know.
    PlanNotSold {
        /// The plan code.
        plan: PlanCode,
    },
    /// The client bought this plan so often lately that a person should look.
    PurchaseLimit {
        /// How many purchases in 30 days are made without asking.
        limit: u32,
    },
    /// VMmanager says that its task failed.
    ServerTaskFailed,
    /// The task that makes the server failed, and VMmanager has the server half-made.
    ServerHalfMade {
        /// The server's number there.
        vm: RemoteId,
        /// VMmanager's words, where it has any.
        words: String,
    },
    /// VMmanager has been making the server for longer than that takes.
    ServerTooLong,
    /// VMmanager lets us in and then turns the new session away.
    SessionRefused {
        /// Its own words.
        words: String,
    },
    /// VMmanager has closed the function to us.
    FunctionClosed {
        /// Its own words.
        words: String,
    },
    /// VMmanager's own license is not paid.
    PlatformUnpaid {
        /// Its own words.
        words: String,
    },
    /// VMmanager's account for this client is an administrator: no server is made for it.
    AccountIsAdministrator,
    /// The service's processing module has no license server.
    NoLicenseServer,
    /// A purchase has no clear answer and the license was not found: a person decides.
    PurchaseUndecided,
    /// VMmanager has several servers of the name that only one may have.
    SeveralServers {
        /// How many.
        count: usize,
    },
    /// A license is on the server's address that cannot be used for it.
    AddressOccupied {
        /// The address.
        address: IpAddress,
        /// The license's id at the license server.
        license: RemoteId,
    },
    /// The license server confirmed a change, and shows the license otherwise.
    NotAsConfirmed {
        /// The license's id there.
        license: RemoteId,
    },
    /// Staff switched renewals off at the license server.
    RenewalsOff,
    /// A renewal got no clear answer; we look whether the expiry moves.
    RenewalSought,
    /// A renewal has no clear answer and the expiry has not moved: a person decides.
    RenewalUndecided,
    /// A change of plan got no clear answer; we look whether the license shows the new plan.
    PlanChangeSought,
    /// A change of plan has no clear answer and the new plan is not shown: a person decides.
    PlanChangeUndecided,
    /// The license that is on the address may not leave it yet: no other takes its place.
    OldMayNotLeave {
        /// The first day on which it may.
        date: Date,
    },
    /// The license that was to be taken from the pool is no longer there, and nobody agreed to buy one.
    PoolRanOut,
    /// The license server takes more than a person agreed to: nothing was sent.
    PriceRisen {
        /// What was agreed to.
        agreed: RemoteMoney,
        /// What it takes now.
        now: RemoteMoney,
    },
    /// VMmanager has the server no longer: nothing is renewed for it.
    ServerGone,
    /// The license server does not show when this license expires: nothing is bought on a guess.
    ExpiryNotShown {
        /// The license's id there.
        license: RemoteId,
    },
    /// VMmanager runs the recipe that installs the panel.
    RecipeRunning,
    /// VMmanager was asked to run a recipe and did not answer; we look for its task.
    RecipeSought,
    /// VMmanager was asked to run a recipe, and what it shows does not tell whether it does.
    RecipeUndecided,
    /// VMmanager says that the recipe failed.
    RecipeFailed {
        /// Its own words.
        words: String,
    },
    /// VMmanager runs the recipe for longer than any recipe takes.
    RecipeTooLong,
    /// The processing module is set to use no recipes.
    RecipesOff,
    /// VMmanager shows another address of the server than the one that a person confirmed.
    AddressNotAsConfirmed {
        /// The address that it shows.
        address: IpAddress,
    },
    /// Somebody moved the license to another address at the license server.
    LicenseElsewhere {
        /// The license's id there.
        license: RemoteId,
        /// The address that it is on.
        address: IpAddress,
    },
    /// Somebody moved the license that serves a server off the server's address: nothing is renewed on a guess.
    LicenseMoved {
        /// The license's id at the license server.
        license: RemoteId,
        /// The address that it is on.
        address: IpAddress,
        /// The address of its server.
        server: IpAddress,
    },
    /// The license is stopped at the license server, which makes no key for it.
    LicenseStopped {
        /// The license's id there.
        license: RemoteId,
        /// The day on which it was over, if that is why.
        expired_on: Option<Date>,
    },
    /// The license server made no key within the time in which it makes one.
    KeyNotMade {
        /// The license's id there.
        license: RemoteId,
    },
    /// The license may not leave its address now, and nothing shows from when it may: asked again every day.
    AddressMayNotChange {
        /// The day of the next try.
        date: Date,
        /// The license server's own words.
        words: String,
    },
    /// The license may not leave its address, for a reason that no day ends.
    AddressNotLeft {
        /// The license's id there.
        license: RemoteId,
        /// The license server's own words.
        words: String,
    },
    /// Keypool itself failed: its log says how.
    OurFault,
    /// What a person wrote when closing the operation.
    Person {
        /// Their words.
        words: String,
    },
}
