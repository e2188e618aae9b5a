//! What is wrong with a connection, and what to do about it.

use engine::remotes::connection::{CheckWhat, ConnectionProblem, TlsProblem, Unreachable};

use super::{catalogue, texts};

catalogue! {
    /// Words about the connection of a processing module: what was looked at, what is wrong, what to do next.
    Connections {
        ok: "OK",
        failed: "Failed",
        not_known: "Not known",
        not_asked: "Not asked, because something before it failed.",
        cannot_be_seen(words): "This cannot be seen without doing it. The answer was: {words}",
        their_words(words): "The answer was: {words}",
        log_in: "Log-in",
        balance: "Balance",
        price_list: "Price list",
        licenses: "List of licenses",
        right_to_order: "Right to order licenses",
        right_to_suspend: "Right to suspend licenses",
        right_to_delete: "Right to delete licenses",
        administrator: "Administrator",
        clusters: "Clusters",
        systems: "Operating systems",
        presets: "Presets",
        recipes: "Recipes",
        bad_address: "The URL is not a web address that can be used.",
        bad_address_hint: "Write it like https://billing.example.com/billmgr, without user name and password.",
        no_such_name: "The host name in the URL is not known.",
        no_such_name_hint: "Check the spelling of the name; if it is right, check the name servers of this machine.",
        refused: "The host is there, but nothing listens at this port.",
        refused_hint: "Check the port in the URL, and that the panel is running and its firewall lets this machine in.",
        no_route: "No way leads from here to the host.",
        no_route_hint: "Check the network and the firewall of this machine, and whether the host can be reached from it.",
        timeout: "No answer came in time.",
        timeout_hint: "Check that the host is up and that no firewall drops the connection, then try again.",
        cut: "The connection broke before the answer was complete.",
        cut_hint: "Try again; if it happens again, look at the proxy or firewall in front of the panel.",
        no_connection: "No connection could be made.",
        no_connection_hint: "Check URL, port and firewall; the words below say what failed.",
        untrusted: "The certificate is self-signed, or signed by an authority that this machine does not trust.",
        untrusted_hint: "Install a certificate of a known authority there, or add its authority to the trusted certificates of this machine.",
        expired: "The certificate has expired.",
        expired_hint: "Have it renewed there, then check again.",
        not_yet_valid: "The certificate is not valid yet.",
        not_yet_valid_hint: "Compare the clock of this machine with the right time; if it is right, have the certificate replaced there.",
        wrong_name: "The certificate is for another host name.",
        wrong_name_hint: "Use the name that the certificate is for in the URL, or have the certificate replaced there.",
        not_tls: "This port does not speak https.",
        not_tls_hint: "Check the port; if the panel is really without TLS, begin the URL with http://.",
        no_tls: "No secure connection could be agreed on.",
        no_tls_hint: "The words below say what failed; often the panel's TLS versions are too old.",
        redirected: "The answer leads to another address.",
        redirected_hint: "Open the URL in a browser and copy the address that it ends at, often https:// instead of http://.",
        wrong_path: "There is no BILLmanager at this path.",
        wrong_path_hint: "The URL should end with /billmgr: try https://HOST/billmgr or https://HOST/manager/billmgr.",
        not_billmanager: "Something answers at this URL, but it is not a BILLmanager.",
        not_billmanager_hint: "Open the URL in a browser: it should show the log-in page of the BILLmanager that sells you licenses.",
        not_vmmanager: "Something answers at this URL, but it is not a VMmanager 6.",
        not_vmmanager_hint: "Use the address that you open VMmanager 6 with in a browser; VMmanager 5 is not supported.",
        captcha: "A page that wants to see a human stands in front of the panel.",
        captcha_hint: "Ask the owner of the panel to let the address of this machine pass the protection, or use its API address.",
        server_error(status): "The server answered with HTTP status {status} instead of an answer of the panel.",
        server_error_hint: "Try again in a few minutes; if it stays, ask the owner of the panel, or look at the proxy in front of it.",
        busy: "It is busy at the moment.",
        busy_hint: "Try again in a minute.",
        unpaid: "VMmanager's own license is not paid, so it does next to nothing.",
        unpaid_hint: "Pay the license of this VMmanager, then check again.",
        wrong_password: "The user name or the password is wrong.",
        wrong_password_hint: "Type both again, and try them in a browser at the same URL; several wrong attempts may block the user.",
        blocked_address: "Log-ins from the address of this machine are not allowed for this user.",
        blocked_address_hint: "Add the address of this machine to the allowed addresses in the settings of this user there.",
        second_factor: "The user has a second factor (2FA) switched on, which a machine cannot answer.",
        second_factor_hint: "Switch it off for this user there, or make a user without it for Keypool alone and restrict it to this machine's address.",
        blocked_user: "The user is blocked.",
        blocked_user_hint: "Wait a minute if there were wrong passwords before; else have the user unblocked there.",
        not_let_in: "The user is not let in.",
        not_let_in_hint: "The words below say why; check that this user may use the API.",
        no_right_to_read: "The user may not read this.",
        no_right_to_read_hint: "Have this right given to the user there, then check again.",
        no_right_to_order: "The user may not order licenses.",
        no_right_to_order_hint: "Use the customer's main user, or have its right to order licenses given there.",
        no_right_to_end: "The user may not suspend and delete licenses, so free licenses could not be kept for the next client.",
        no_right_to_end_hint: "Use the customer's main user, or have its rights to suspend and to delete services given there.",
        not_administrator: "The user is not an administrator of this VMmanager.",
        not_administrator_hint: "Use an administrator: servers are made for other users, which only an administrator may do.",
    }
}

/// What is wrong, and what to do next: one sentence each.
pub(crate) fn problem(problem: &ConnectionProblem) -> (String, String) {
    use ConnectionProblem as P;
    let words = &texts().connections;
    let (what, hint) = match problem {
        P::BadAddress => (words.bad_address, words.bad_address_hint),
        P::Unreachable(why) => unreachable(*why),
        P::Tls(why) => tls(*why),
        P::Redirected => (words.redirected, words.redirected_hint),
        P::WrongPath => (words.wrong_path, words.wrong_path_hint),
        P::NotBillmanager => (words.not_billmanager, words.not_billmanager_hint),
        P::NotVmmanager => (words.not_vmmanager, words.not_vmmanager_hint),
        P::Captcha => (words.captcha, words.captcha_hint),
        P::ServerError(status) => return (words.server_error(status), words.server_error_hint.to_owned()),
        P::RemoteBusy => (words.busy, words.busy_hint),
        P::Unpaid => (words.unpaid, words.unpaid_hint),
        P::WrongPassword => (words.wrong_password, words.wrong_password_hint),
        P::BlockedAddress => (words.blocked_address, words.blocked_address_hint),
        P::SecondFactor => (words.second_factor, words.second_factor_hint),
        P::BlockedUser => (words.blocked_user, words.blocked_user_hint),
        P::NotLetIn => (words.not_let_in, words.not_let_in_hint),
        P::NoRightToRead => (words.no_right_to_read, words.no_right_to_read_hint),
        P::NoRightToOrder => (words.no_right_to_order, words.no_right_to_order_hint),
        P::NoRightToSuspendAndDelete => (words.no_right_to_end, words.no_right_to_end_hint),
        P::NotAdministrator => (words.not_administrator, words.not_administrator_hint),
    };
    (what.to_owned(), hint.to_owned())
}

fn unreachable(why: Unreachable) -> (&'static str, &'static str) {
    let words = &texts().connections;
    match why {
        Unreachable::NoSuchName => (words.no_such_name, words.no_such_name_hint),
        Unreachable::Refused => (words.refused, words.refused_hint),
        Unreachable::NoRoute => (words.no_route, words.no_route_hint),
        Unreachable::Timeout => (words.timeout, words.timeout_hint),
        Unreachable::Cut => (words.cut, words.cut_hint),
        Unreachable::Other => (words.no_connection, words.no_connection_hint),
    }
}

fn tls(why: TlsProblem) -> (&'static str, &'static str) {
    let words = &texts().connections;
    match why {
        TlsProblem::Untrusted => (words.untrusted, words.untrusted_hint),
        TlsProblem::Expired => (words.expired, words.expired_hint),
        TlsProblem::NotYetValid => (words.not_yet_valid, words.not_yet_valid_hint),
        TlsProblem::WrongName => (words.wrong_name, words.wrong_name_hint),
        TlsProblem::NotTls => (words.not_tls, words.not_tls_hint),
        TlsProblem::Other => (words.no_tls, words.no_tls_hint),
    }
}

/// What was looked at.
pub(crate) fn what(what: CheckWhat) -> &'static str {
    let words = &texts().connections;
    match what {
        CheckWhat::LogIn => words.log_in,
        CheckWhat::Balance => words.balance,
        CheckWhat::PriceList => words.price_list,
        CheckWhat::Licenses => words.licenses,
        CheckWhat::RightToOrder => words.right_to_order,
        CheckWhat::RightToSuspend => words.right_to_suspend,
        CheckWhat::RightToDelete => words.right_to_delete,
        CheckWhat::Administrator => words.administrator,
        CheckWhat::Clusters => words.clusters,
        CheckWhat::Systems => words.systems,
        CheckWhat::Presets => words.presets,
        CheckWhat::Recipes => words.recipes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_words_and_a_hint_of_its_own() {
        use ConnectionProblem as P;
        let all = [
            P::BadAddress,
            P::Unreachable(Unreachable::NoSuchName),
            P::Unreachable(Unreachable::Refused),
            P::Unreachable(Unreachable::NoRoute),
            P::Unreachable(Unreachable::Timeout),
            P::Unreachable(Unreachable::Cut),
            P::Unreachable(Unreachable::Other),
            P::Tls(TlsProblem::Untrusted),
            P::Tls(TlsProblem::Expired),
            P::Tls(TlsProblem::NotYetValid),
            P::Tls(TlsProblem::WrongName),
            P::Tls(TlsProblem::NotTls),
            P::Tls(TlsProblem::Other),
            P::Redirected,
            P::WrongPath,
            P::NotBillmanager,
            P::NotVmmanager,
            P::Captcha,
            P::ServerError(502),
            P::RemoteBusy,
            P::Unpaid,
            P::WrongPassword,
            P::BlockedAddress,
            P::SecondFactor,
            P::BlockedUser,
            P::NotLetIn,
            P::NoRightToRead,
            P::NoRightToOrder,
            P::NoRightToSuspendAndDelete,
            P::NotAdministrator,
        ];
        let mut said: Vec<String> = all.iter().flat_map(|one| <[String; 2]>::from(problem(one))).collect();
        assert!(said.iter().all(|text| text.ends_with('.')), "{said:?}");
        said.sort();
        said.dedup();
        assert_eq!(said.len(), all.len() * 2, "two problems share words");
    }
}
