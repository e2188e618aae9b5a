//! Badges of states: the word from the catalogue, the tone from here.

use domain::{
    ChargeState, LicenseState, ModuleState, OperationState, PanelInstall, PanelState, RemoteStatus,
    ServiceState,
};
use leptos::prelude::AnyView;

use super::badge::{Tone, badge};
use crate::texts::{charges, states};

/// A service's state.
pub(crate) fn service(state: ServiceState) -> AnyView {
    let tone = match state {
        ServiceState::Provisioning | ServiceState::Deleting => Tone::Info,
        ServiceState::Active => Tone::Ok,
        ServiceState::Suspended => Tone::Warn,
        ServiceState::Deleted => Tone::Idle,
        ServiceState::Failed => Tone::Danger,
    };
    badge(tone, states::service(state))
}

/// A panel's state.
pub(crate) fn panel(state: PanelState) -> AnyView {
    let tone = match state {
        PanelState::None | PanelState::Released | PanelState::GivenUp => Tone::Idle,
        PanelState::Pending => Tone::Warn,
        PanelState::Active => Tone::Ok,
    };
    badge(tone, states::panel(state))
}

/// How far a panel is on its way onto its server.
pub(crate) fn install(state: PanelInstall) -> AnyView {
    let tone = match state {
        PanelInstall::None | PanelInstall::ByClient => Tone::Idle,
        PanelInstall::Waiting | PanelInstall::Running => Tone::Info,
        PanelInstall::Installed => Tone::Ok,
        PanelInstall::Failed => Tone::Danger,
    };
    badge(tone, states::install(state))
}

/// What a license is to us.
pub(crate) fn license(state: LicenseState) -> AnyView {
    let tone = match state {
        LicenseState::Attached => Tone::Ok,
        LicenseState::Free | LicenseState::Reserved => Tone::Info,
        LicenseState::Releasing | LicenseState::WaitingAddress | LicenseState::Held => Tone::Warn,
        LicenseState::Lapsed | LicenseState::Gone => Tone::Idle,
    };
    badge(tone, states::license(state))
}

/// The license server's own status.
pub(crate) fn remote_status(status: RemoteStatus) -> AnyView {
    let tone = match status {
        RemoteStatus::Active => Tone::Ok,
        RemoteStatus::Ordered | RemoteStatus::Processing => Tone::Info,
        RemoteStatus::Suspended => Tone::Warn,
        RemoteStatus::Deleted | RemoteStatus::Unknown => Tone::Idle,
    };
    badge(tone, states::remote_status(status))
}

/// What is known of a charge at a license server.
pub(crate) fn charge(state: ChargeState) -> AnyView {
    let tone = match state {
        ChargeState::Unexplained => Tone::Danger,
        ChargeState::Open | ChargeState::Undecided => Tone::Warn,
        ChargeState::Expected | ChargeState::Acknowledged => Tone::Idle,
        ChargeState::Explained => Tone::Ok,
    };
    badge(tone, charges::state(state))
}

/// An operation's state.
pub(crate) fn operation(state: OperationState) -> AnyView {
    let tone = match state {
        OperationState::Ready | OperationState::GivenUp => Tone::Idle,
        OperationState::Running => Tone::Info,
        OperationState::Done => Tone::Ok,
        OperationState::Failed => Tone::Danger,
        OperationState::Unknown => Tone::Warn,
    };
    badge(tone, states::operation(state))
}

/// A processing module's state.
pub(crate) fn module(state: ModuleState) -> AnyView {
    let tone = match state {
        ModuleState::Active => Tone::Ok,
        ModuleState::Suspended => Tone::Warn,
    };
    badge(tone, states::module(state))
}
