//! Beside which field of a form a refusal stands.

use super::Refusal;

impl Refusal {
    /// The form field that it stands beside; `None` for what concerns the form as a whole.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Field(problem) => Some(&problem.field),
            Self::Order(error) => Some(error.field()),
            Self::BadAmount | Self::BalanceTooLow { .. } | Self::CorrectionOfNothing => Some("amount"),
            Self::LoginMissing | Self::LoginTaken => Some("login"),
            Self::NameMissing => Some("name"),
            Self::PasswordTooShort { .. } => Some("password"),
            Self::Email(_) | Self::EmailTaken => Some("email"),
            Self::RuleExists => Some("source_period"),
            Self::ChangeIntoNotSold => Some("change_into"),
            Self::AccountInUse { .. } => Some("url"),
            Self::RightsMissing { .. } => Some("add_anyway"),
            Self::Tariff(_)
            | Self::NotEnoughMoney { .. }
            | Self::RenewalNotCovered { .. }
            | Self::NotActive
            | Self::NotDelivered
            | Self::AddressReadSince
            | Self::AddressKnown
            | Self::NoKeyToChange
            | Self::KeyTooSoon { .. }
            | Self::NotRunning
            | Self::NotSuspended
            | Self::NotPaid { .. }
            | Self::SuspendedByStaff
            | Self::TrialNotRenewed
            | Self::DeletionPlanned
            | Self::WasRenewed { .. }
            | Self::RenewalDecided
            | Self::PanelNeedsRunningService
            | Self::TrialPanelStays
            | Self::PanelWayClosed
            | Self::PlanChangeDecided
            | Self::PlanWasChanged { .. }
            | Self::PlanNotChanged { .. }
            | Self::BadForm
            | Self::RegistrationOff
            | Self::TooManyRegistrations
            | Self::OperationOpen { .. }
            | Self::PurchaseUndecided { .. }
            | Self::AlreadyDeleted
            | Self::NotScheduled
            | Self::NotWaiting
            | Self::NotFailed
            | Self::NotHeld
            | Self::WasBought { .. }
            | Self::NotUndecided
            | Self::NotACandidate
            | Self::AccountTaken { .. }
            | Self::NotConnected { .. }
            | Self::ConfigurationErrors { .. }
            | Self::ChangedMeanwhile { .. }
            | Self::InUse { .. }
            | Self::RemoteBusy
            | Self::RemoteFailed { .. } => None,
            Self::NoteMissing => Some("note"),
            Self::PanelNotSold | Self::SamePanel => Some("panel"),
            Self::PeriodNotSold => Some("period"),
        }
    }
}
