//! States in words.

use domain::{
    IntentState, LedgerKind, LicenseState, ModuleKind, ModuleState, OperationKind, OperationState,
    PanelInstall, PanelState, RemoteStatus, RenewalState, ServiceState,
};

use super::{catalogue, texts};

catalogue! {
    /// The words of states.
    States {
        service_provisioning: "Being set up",
        service_active: "Active",
        service_suspended: "Suspended",
        service_deleting: "Being deleted",
        service_deleted: "Deleted",
        service_failed: "Not delivered",
        panel_none: "No control panel",
        panel_pending: "Control panel pending",
        panel_active: "Active",
        panel_released: "License returned",
        panel_given_up: "Not provided",
        install_none: "Nothing to install",
        install_by_client: "The client installs it",
        install_waiting: "To be installed by a recipe",
        install_running: "Being installed",
        install_installed: "Installed",
        install_failed: "Not installed",
        license_attached: "In use",
        license_free: "Free",
        license_reserved: "Reserved",
        license_releasing: "Being returned",
        license_waiting_address: "Waiting for its address",
        license_lapsed: "Expired unused",
        license_gone: "Gone",
        license_held: "Held",
        remote_ordered: "Ordered",
        remote_active: "Active",
        remote_suspended: "Suspended",
        remote_deleted: "Deleted",
        remote_processing: "Processing",
        remote_unknown: "Not known",
        operation_ready: "Queued",
        operation_running: "Running",
        operation_done: "Done",
        operation_failed: "Failed",
        operation_unknown: "No answer: check",
        operation_given_up: "Given up",
        kind_provision: "Set up a service",
        kind_delete: "Delete a service",
        kind_renew: "Renew a license",
        kind_suspend: "Suspend a service",
        kind_resume: "Resume a service",
        kind_release: "Return the license of a suspended service",
        intent_planned: "Planned",
        intent_sending: "Sent",
        intent_bought: "Bought",
        intent_refused: "Refused",
        intent_unknown: "No clear answer",
        renewal_done: "Renewed",
        intent_given_up: "Given up",
        ledger_payment: "Payment",
        ledger_charge: "Charge",
        ledger_refund: "Refund",
        ledger_correction: "Correction",
        module_billmanager: "BILLmanager",
        module_vmmanager: "VMmanager 6",
        module_active: "Active",
        module_suspended: "Suspended",
    }
}

/// The word for a service's state.
pub(crate) fn service(state: ServiceState) -> &'static str {
    let words = &texts().states;
    match state {
        ServiceState::Provisioning => words.service_provisioning,
        ServiceState::Active => words.service_active,
        ServiceState::Suspended => words.service_suspended,
        ServiceState::Deleting => words.service_deleting,
        ServiceState::Deleted => words.service_deleted,
        ServiceState::Failed => words.service_failed,
    }
}

/// The word for a panel's state.
pub(crate) fn panel(state: PanelState) -> &'static str {
    let words = &texts().states;
    match state {
        PanelState::None => words.panel_none,
        PanelState::Pending => words.panel_pending,
        PanelState::Active => words.panel_active,
        PanelState::Released => words.panel_released,
        PanelState::GivenUp => words.panel_given_up,
    }
}

/// The word for how far a panel is on its way onto its server.
pub(crate) fn install(state: PanelInstall) -> &'static str {
    let words = &texts().states;
    match state {
        PanelInstall::None => words.install_none,
        PanelInstall::ByClient => words.install_by_client,
        PanelInstall::Waiting => words.install_waiting,
        PanelInstall::Running => words.install_running,
        PanelInstall::Installed => words.install_installed,
        PanelInstall::Failed => words.install_failed,
    }
}

/// The word for what a license is to us.
pub(crate) fn license(state: LicenseState) -> &'static str {
    let words = &texts().states;
    match state {
        LicenseState::Attached => words.license_attached,
        LicenseState::Free => words.license_free,
        LicenseState::Reserved => words.license_reserved,
        LicenseState::Releasing => words.license_releasing,
        LicenseState::WaitingAddress => words.license_waiting_address,
        LicenseState::Lapsed => words.license_lapsed,
        LicenseState::Gone => words.license_gone,
        LicenseState::Held => words.license_held,
    }
}

/// The word for the license server's own status.
pub(crate) fn remote_status(status: RemoteStatus) -> &'static str {
    let words = &texts().states;
    match status {
        RemoteStatus::Ordered => words.remote_ordered,
        RemoteStatus::Active => words.remote_active,
        RemoteStatus::Suspended => words.remote_suspended,
        RemoteStatus::Deleted => words.remote_deleted,
        RemoteStatus::Processing => words.remote_processing,
        RemoteStatus::Unknown => words.remote_unknown,
    }
}

/// The word for an operation's state.
pub(crate) fn operation(state: OperationState) -> &'static str {
    let words = &texts().states;
    match state {
        OperationState::Ready => words.operation_ready,
        OperationState::Running => words.operation_running,
        OperationState::Done => words.operation_done,
        OperationState::Failed => words.operation_failed,
        OperationState::Unknown => words.operation_unknown,
        OperationState::GivenUp => words.operation_given_up,
    }
}

/// What an operation does.
pub(crate) fn operation_kind(kind: OperationKind) -> &'static str {
    let words = &texts().states;
    match kind {
        OperationKind::ProvisionService => words.kind_provision,
        OperationKind::DeleteService => words.kind_delete,
        OperationKind::RenewLicense => words.kind_renew,
        OperationKind::SuspendService => words.kind_suspend,
        OperationKind::ResumeService => words.kind_resume,
        OperationKind::ReleaseLicense => words.kind_release,
        OperationKind::ChangeAddress => texts().moves.kind_address,
        OperationKind::ChangeKey => texts().moves.kind_key,
        OperationKind::ReturnLicense => texts().moves.kind_return,
        OperationKind::ChangePanel => texts().panel_change.kind,
    }
}

/// The word for a purchase's state.
pub(crate) fn intent(state: IntentState) -> &'static str {
    let words = &texts().states;
    match state {
        IntentState::Planned => words.intent_planned,
        IntentState::Sending => words.intent_sending,
        IntentState::Bought => words.intent_bought,
        IntentState::Refused => words.intent_refused,
        IntentState::Unknown => words.intent_unknown,
        IntentState::GivenUp => words.intent_given_up,
    }
}

/// The word for a renewal's state.
pub(crate) fn renewal(state: RenewalState) -> &'static str {
    let words = &texts().states;
    match state {
        RenewalState::Planned => words.intent_planned,
        RenewalState::Sending => words.intent_sending,
        RenewalState::Done => words.renewal_done,
        RenewalState::Refused => words.intent_refused,
        RenewalState::Unknown => words.intent_unknown,
        RenewalState::GivenUp => words.intent_given_up,
    }
}

/// Why a balance changed.
pub(crate) fn ledger(kind: LedgerKind) -> &'static str {
    let words = &texts().states;
    match kind {
        LedgerKind::Payment => words.ledger_payment,
        LedgerKind::Charge => words.ledger_charge,
        LedgerKind::Refund => words.ledger_refund,
        LedgerKind::Correction => words.ledger_correction,
    }
}

/// The name of a remote system.
pub(crate) fn module_kind(kind: ModuleKind) -> &'static str {
    let words = &texts().states;
    match kind {
        ModuleKind::Billmanager => words.module_billmanager,
        ModuleKind::Vmmanager6 => words.module_vmmanager,
    }
}

/// The word for a module's state.
pub(crate) fn module(state: ModuleState) -> &'static str {
    let words = &texts().states;
    match state {
        ModuleState::Active => words.module_active,
        ModuleState::Suspended => words.module_suspended,
    }
}
