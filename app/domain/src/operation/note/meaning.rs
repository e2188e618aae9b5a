//! What a note says of the operation that stands with it.

use super::Note;
use crate::ModuleKind;

impl Note {
    /// Whether an operation that stands with this note may stand for long, so that what is done already should be
    /// delivered: a server does not wait for its license.
    pub const fn may_last(&self) -> bool {
        !matches!(
            self,
            Self::ServerBeingMade
                | Self::ServerBeingRemoved
                | Self::ServerBeingStopped
                | Self::ServerBeingStarted
                | Self::ServerSought
                | Self::AddressNotAssigned
                | Self::AddressBusy { .. }
                | Self::KeyBeingMade
                | Self::TurnNotCome { .. }
                | Self::PurchaseSought
                | Self::RenewalSought
                | Self::PlanChangeSought
                | Self::RecipeRunning
                | Self::RecipeSought
        )
    }

    /// Which kind of system it speaks of by name.
    pub const fn system(&self) -> Option<ModuleKind> {
        match self {
            Self::TurnNotCome { system }
            | Self::ModuleSuspended { system }
            | Self::RemoteFault { system, .. }
            | Self::Refused { system, .. }
            | Self::NoAccess { system, .. } => Some(*system),
            Self::ServerHalfMade { .. }
            | Self::ServerTooLong
            | Self::SessionRefused { .. }
            | Self::FunctionClosed { .. }
            | Self::PlatformUnpaid { .. } => Some(ModuleKind::Vmmanager6),
            _ => None,
        }
    }

    /// Whether both say the same, whatever the details.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Whether a person should hear of it although it goes on by itself.
    pub const fn wants_person(&self) -> bool {
        matches!(
            self,
            Self::WaitingForFunds { .. }
                | Self::FundsKept { .. }
                | Self::NotPaidThere { .. }
                | Self::PurchasesOff
                | Self::RenewalsOff
                | Self::SessionRefused { .. }
                | Self::FunctionClosed { .. }
                | Self::PlatformUnpaid { .. }
        )
    }
}
