//! Why an action was refused, in words.

mod fields;

use domain::ModuleKind;
use domain::email::EmailError;
use domain::form::FieldProblem;
use engine::{Refusal, TariffProblem, Use, UsedBy};

use self::fields::field_problem;
use super::order_problems::problem;
use super::{catalogue, connections, dates, money, texts};

catalogue! {
    /// Why an action was refused.
    Refusals {
        tariff_off: "This plan is no longer on sale.",
        tariff_no_panels: "This plan cannot be ordered yet: no control panels are set up for it.",
        tariff_no_servers: "This plan cannot be ordered at the moment: no server can be made for it.",
        too_little(balance, needed): "Your balance is {balance}; this order costs {needed}.",
        renewal_too_little(balance, needed): "The balance is {balance}; this renewal costs {needed}.",
        not_active: "Only a service that was delivered and not deleted can be renewed.",
        not_running: "Only an active service can be suspended.",
        not_suspended: "Only a suspended service can be resumed.",
        not_paid(date): "The service is paid until {date} only. Renew it first; then it is resumed.",
        suspended_by_staff: "The provider suspended this service. Please ask them; it cannot be renewed until then.",
        trial_not_renewed: "A trial cannot be renewed.",
        deletion_planned: "This service is to be deleted. Keep it first, then renew it.",
        period_not_sold: "The service cannot be renewed for this period.",
        was_renewed(date): "The license server shows that the license was renewed until {date}. Look again.",
        renewal_decided: "The renewal is decided already.",
        bad_form: "The form was too old. Check it and send it again.",
        bad_amount: "An amount greater than zero is needed, in the currency of the balance.",
        balance_too_low(balance): "The balance is {balance}: it cannot go below nothing.",
        correction_of_nothing: "An amount other than nothing is needed.",
        email_taken: "No account can be made with this address. If it is yours, log in with it.",
        registration_off: "Registration is switched off here. Ask the provider for an account.",
        too_many_registrations: "Too many accounts were asked for from your network. Try again in an hour, or write to the provider.",
        login_missing: "Enter a login.",
        login_taken: "Somebody has this login.",
        name_missing: "Enter a name.",
        password_short(n): "A password has at least {n} character.|A password has at least {n} characters.",
        email_empty: "Enter an e-mail address.",
        email_bad: "An e-mail address looks like name@example.com.",
        email_domain: "The part after @ is not a domain.",
        email_long: "An e-mail address has at most 254 characters.",
        operation_open: "Something else is being done with this service. Try again when it is finished.",
        purchase_undecided: "The license of this service is still being clarified. Try again when that is finished.",
        already_deleted: "This service is being deleted, or is gone.",
        not_waiting: "The operation neither failed nor waits: there is nothing to retry.",
        not_failed: "The operation did not fail, or has a purchase to decide first.",
        note_missing: "Write a note: why is it given up?",
        not_undecided: "The purchase is decided already.",
        not_a_candidate: "The license server does not list this license, it is of another plan, or it is in use already.",
        remote_busy: "It was not our turn at the license server. Try again in a moment.",
        remote_failed(words): "The license server did not answer as it should: {words}",
        change_into_not_sold: "The license server sells no plan in use for this period.",
        rule_exists: "The license server has a rule for this case already.",
        not_held: "This license is not held, or something is at work on it already.",
        was_bought(license): "The license server shows license #{license} with this purchase's marker: it was bought. Say that it is this license.",
        missing: "Fill this in.",
        too_long(n): "At most {n} character.|At most {n} characters.",
        not_a_number: "A whole number is needed.",
        out_of_range(min, max): "A number from {min} to {max} is needed.",
        negative: "It cannot be less than nothing.",
        not_a_choice: "Choose one of the list.",
        not_a_currency: "A currency is three letters, like EUR.",
        not_a_date: "A day is written like 2026-11-24.",
        not_an_internal_name: "An internal name has Latin letters, digits, _ - and . only.",
        not_addons: "An add-on is written like 55236 = 3: its code at the license server, and how many.",
        fixed: "It cannot be changed any more.",
        same_as_other: "Two different ones are needed.",
        still_on_sale(code): "A value of an enumeration sells {code}: it stays in this group as long as it does.",
        taken: "Something else has this already.",
        only_one: "There is one already, and there can be only one.",
        does_not_fit(label): "It does not go together with “{label}”.",
        now_is(stored): "Somebody set it to {stored} meanwhile. Save again to put yours in its place.",
        now_is_nothing: "Somebody emptied it meanwhile. Save again to put yours in its place.",
        table_no_row(line): "Line {line} begins with no name or internal name of a row.",
        table_repeated(line): "Line {line} names a row that stands in an earlier line.",
        table_columns(line, found, periods, both): "Line {line} has {found} amounts behind the name: {periods} costs are needed, or {both} with the setup fees.",
        table_amount(line, column): "Line {line}, column {column} is not an amount.",
        not_a_url: "A web address begins with https:// or http://, like https://api.example.com/billmgr.",
        secret_in_url: "User and password do not belong into the address: they have fields of their own.",
        not_a_time_zone: "A time zone is a name like Europe/Berlin or UTC.",
        amount_missing: "Enter an amount.",
        amount_bad: "An amount is a number like 12.50.",
        amount_decimals(currency, n): "An amount in {currency} has at most {n} decimals.",
        amount_large: "The amount is too large.",
        changed_by(who, time): "{who} changed this {time}, while you were editing. What is stored now stands below; save again to put yours in its place.",
        changed_meanwhile: "This was changed while you were editing. What is stored now stands below; save again to put yours in its place.",
        in_use(list): "It is still used by {list}.",
        more(n): "{n} more|{n} more",
        used_by_module(name): "processing module {name}",
        used_by_rule(name): "a parameter of {name}",
        used_by_tariff(name): "tariff plan {name}",
        used_by_option(name): "an option of {name}",
        used_by_enumeration(name): "enumeration {name}",
        used_by_service(name): "service {name}",
        used_by_license(name): "license {name}",
        used_by_order(name): "order {name}",
        not_scheduled: "No deletion is planned for this service.",
    }
}

/// Why an action was refused.
pub(crate) fn refusal(refusal: &Refusal) -> String {
    let words = &texts().refusals;
    match refusal {
        Refusal::Order(error) => problem(error),
        Refusal::Tariff(problem) => tariff_problem(*problem).to_owned(),
        Refusal::NotEnoughMoney { needed, balance } => words.too_little(money(balance), money(needed)),
        Refusal::RenewalNotCovered { needed, balance } => {
            words.renewal_too_little(money(balance), money(needed))
        }
        Refusal::NotActive => words.not_active.to_owned(),
        Refusal::NotDelivered => texts().moves.not_delivered.to_owned(),
        Refusal::AddressReadSince => texts().moves.address_read_since.to_owned(),
        Refusal::AddressKnown => texts().moves.address_known_already.to_owned(),
        Refusal::NoKeyToChange => texts().moves.no_key.to_owned(),
        Refusal::KeyTooSoon { on } => texts().moves.key_too_soon(dates::day(*on)),
        Refusal::NotRunning => words.not_running.to_owned(),
        Refusal::NotSuspended => words.not_suspended.to_owned(),
        Refusal::NotPaid { paid_until } => words.not_paid(dates::day(*paid_until)),
        Refusal::SuspendedByStaff => words.suspended_by_staff.to_owned(),
        Refusal::TrialNotRenewed => words.trial_not_renewed.to_owned(),
        Refusal::DeletionPlanned => words.deletion_planned.to_owned(),
        Refusal::PeriodNotSold => words.period_not_sold.to_owned(),
        Refusal::WasRenewed { until } => words.was_renewed(dates::day(*until)),
        Refusal::PanelNeedsRunningService => texts().panel_change.needs_running.to_owned(),
        Refusal::TrialPanelStays => texts().panel_change.trial_stays.to_owned(),
        Refusal::PanelNotSold => texts().panel_change.not_sold.to_owned(),
        Refusal::SamePanel => texts().panel_change.same.to_owned(),
        Refusal::PanelWayClosed => texts().panel_change.way_closed.to_owned(),
        Refusal::PlanChangeDecided => texts().panel_change.decided_already.to_owned(),
        Refusal::PlanWasChanged { plan } => texts().panel_change.was_changed(plan),
        Refusal::PlanNotChanged { plan } => texts().panel_change.not_changed(plan),
        Refusal::RenewalDecided => words.renewal_decided.to_owned(),
        Refusal::BadForm => words.bad_form.to_owned(),
        Refusal::BadAmount => words.bad_amount.to_owned(),
        Refusal::BalanceTooLow { balance } => words.balance_too_low(money(balance)),
        Refusal::CorrectionOfNothing => words.correction_of_nothing.to_owned(),
        Refusal::EmailTaken => words.email_taken.to_owned(),
        Refusal::RegistrationOff => words.registration_off.to_owned(),
        Refusal::TooManyRegistrations => words.too_many_registrations.to_owned(),
        Refusal::LoginMissing => words.login_missing.to_owned(),
        Refusal::LoginTaken => words.login_taken.to_owned(),
        Refusal::NameMissing => words.name_missing.to_owned(),
        Refusal::PasswordTooShort { needed } => words.password_short(needed),
        Refusal::Email(EmailError::Empty) => words.email_empty.to_owned(),
        Refusal::Email(EmailError::NotAnAddress) => words.email_bad.to_owned(),
        Refusal::Email(EmailError::BadDomain) => words.email_domain.to_owned(),
        Refusal::Email(EmailError::TooLong) => words.email_long.to_owned(),
        Refusal::OperationOpen { .. } => words.operation_open.to_owned(),
        Refusal::PurchaseUndecided { .. } => words.purchase_undecided.to_owned(),
        Refusal::AlreadyDeleted => words.already_deleted.to_owned(),
        Refusal::NotWaiting => words.not_waiting.to_owned(),
        Refusal::NotFailed => words.not_failed.to_owned(),
        Refusal::NoteMissing => words.note_missing.to_owned(),
        Refusal::NotUndecided => words.not_undecided.to_owned(),
        Refusal::NotACandidate => words.not_a_candidate.to_owned(),
        Refusal::RemoteBusy => words.remote_busy.to_owned(),
        Refusal::RemoteFailed { words: theirs } => words.remote_failed(theirs),
        Refusal::NotHeld => words.not_held.to_owned(),
        Refusal::WasBought { license } => words.was_bought(license),
        Refusal::ChangeIntoNotSold => words.change_into_not_sold.to_owned(),
        Refusal::RuleExists => words.rule_exists.to_owned(),
        Refusal::NotScheduled => words.not_scheduled.to_owned(),
        Refusal::Field(FieldProblem { problem, .. }) => field_problem(problem),
        Refusal::ChangedMeanwhile { by: Some(who), at_ms: Some(at_ms) } => {
            words.changed_by(who, dates::moment(*at_ms))
        }
        Refusal::ChangedMeanwhile { .. } => words.changed_meanwhile.to_owned(),
        Refusal::ConfigurationErrors { errors } => texts().tariffs.not_ready(errors.len()),
        Refusal::AccountTaken { name, .. } => texts().modules.entered_already(name),
        Refusal::AccountInUse { kind, count } => {
            let words = &texts().modules;
            let place = match kind {
                ModuleKind::Billmanager => words.account,
                ModuleKind::Vmmanager6 => words.installation,
            };
            words.moved(count, place)
        }
        Refusal::NotConnected { problem, words: theirs } => {
            let (problem, hint) = connections::problem(problem);
            format!("{} {hint}", texts().modules.not_connected(problem, theirs))
        }
        Refusal::RightsMissing { problems } => {
            let said: Vec<String> = problems.iter().map(|one| connections::problem(one).0).collect();
            texts().modules.rights_refused(said.join(" "))
        }
        Refusal::InUse { uses, more } => {
            let mut list: Vec<String> = uses.iter().map(used_by).collect();
            if *more > 0 {
                list.push(words.more(more));
            }
            words.in_use(list.join(", "))
        }
    }
}

/// Something that uses an object, by its name.
pub(crate) fn used_by(used: &Use) -> String {
    let (words, name) = (&texts().refusals, &used.name);
    match used.what {
        UsedBy::Module => words.used_by_module(name),
        UsedBy::Rule => words.used_by_rule(name),
        UsedBy::Tariff => words.used_by_tariff(name),
        UsedBy::Option => words.used_by_option(name),
        UsedBy::Enumeration => words.used_by_enumeration(name),
        UsedBy::Service => words.used_by_service(name),
        UsedBy::License => words.used_by_license(name),
        UsedBy::Order => words.used_by_order(name),
    }
}

/// Why a tariff cannot be ordered now.
pub(crate) fn tariff_problem(problem: TariffProblem) -> &'static str {
    let words = &texts().refusals;
    match problem {
        TariffProblem::Off => words.tariff_off,
        TariffProblem::NoPanels => words.tariff_no_panels,
        TariffProblem::NoServers => words.tariff_no_servers,
    }
}
