//! Durable operations and their steps.

pub mod bulk;
mod note;

pub use note::Note;

use crate::text_enum::text_enum;

text_enum! {
    /// What an operation does.
    OperationKind {
        /// Makes a server and attaches a license to it.
        ProvisionService = "provision_service",
        /// Removes a server and returns its license.
        DeleteService = "delete_service",
        /// Renews the license that serves a service.
        RenewLicense = "renew_license",
        /// Stops a server that is not paid, or that staff suspend.
        SuspendService = "suspend_service",
        /// Covers the paid term of a suspended service with a license, and starts its server.
        ResumeService = "resume_service",
        /// Returns the license of a service that stays.
        ReleaseLicense = "release_license",
        /// Follows a server whose address a person changed at VMmanager.
        ChangeAddress = "change_address",
        /// Has a new key made for a service's license.
        ChangeKey = "change_key",
        /// Returns a license that stayed behind when its service got another one.
        ReturnLicense = "return_license",
        /// Gives a service another panel, or none.
        ChangePanel = "change_panel",
    }
}

text_enum! {
    /// Where an operation stands.
    OperationState {
        /// May run at its time.
        Ready = "ready",
        /// Leased by a worker.
        Running = "running",
        /// Finished.
        Done = "done",
        /// Failed for good; a person can retry or give up.
        Failed = "failed",
        /// A remote system gave no clear answer; a person decides.
        Unknown = "unknown",
        /// Ended by a person, with a note.
        GivenUp = "given_up",
    }
}

impl OperationState {
    /// Whether nothing more will happen by itself or by a person.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::GivenUp)
    }
}

text_enum! {
    /// How one run of a step ended, as its log says.
    StepOutcome {
        /// Begun: written before the first act, so that a crash is seen.
        Started = "started",
        /// Finished.
        Done = "done",
        /// Not ready yet: looked at again later.
        Waiting = "waiting",
        /// Failed in a way that time may cure.
        Transient = "transient",
        /// Failed in a way that time does not cure.
        Permanent = "permanent",
        /// No clear answer to a call that may have taken effect.
        Unknown = "unknown",
    }
}
