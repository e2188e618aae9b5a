//! The errors of the protocol documents by name, so that a rule need not spell them.

use super::what::What;

/// (name, `$type`, `$object`, words): `docs/protocols/billmanager.md` §1.5 and what it leaves open.
const PANEL: &[(&str, &str, &str, &str)] = &[
    ("authorization_required", "auth", "", "Authorization required"),
    ("badpassword", "auth", "badpassword", "Invalid username or password"),
    ("badip", "auth", "badip", "Access from this IP address is not allowed"),
    ("blocklogon", "auth", "blocklogon", "The user is blocked, try again in 20 seconds"),
    ("blockgeoip", "auth", "blockgeoip", "Access from this country is not allowed"),
    ("blocked_ip", "auth", "blocked_ip", "Too many log-ins from this IP address"),
    ("forbidden_auth", "auth", "forbidden_auth", "This way of authorization is forbidden"),
    ("access", "access", "subaccount", "Insufficient privileges to access the function"),
    ("missed", "missed", "", "The item does not exist"),
    ("no_function", "missed", "func", "Function is not found or its module is not loaded"),
    ("no_function_ru", "missed", "func", "Не удалось найти функцию: модуль не загружен"),
    ("bad_promocode", "missed", "promocode", "The promo code does not exist"),
    ("exists", "exists", "licname", "It already exists"),
    ("value", "value", "licname", "Field 'licname' has an invalid value"),
    ("extraconfirm", "extraconfirm", "", "Confirm the log-in with a code"),
    ("promocode_not_use", "promocode_not_use", "", "The promo code cannot be used"),
    ("pricelist_min_order", "pricelist_min_order", "", "The minimal term is not over"),
    ("min_email_send_timeout", "min_email_send_timeout", "", "Mails are sent too often"),
    ("wizard_unavailable", "wizard_unavailable", "", "The order form is not available"),
    ("runningoperation", "value", "runningoperation", "An operation on this item is running"),
    ("in_process", "running", "", "Request in process, please wait"),
    (
        "no_money_ru",
        "nomoney",
        "balance",
        "Недостаточно средств для выполнения операции. Необходимая сумма 5.67 EUR. Ваш текущий баланс: 0.00 EUR",
    ),
    ("ip_taken", "exists", "ip", "A license for this IP address already exists"),
    ("ip_taken_in_words", "license", "", "This IP is already licensed"),
    ("ip_too_recent", "value", "real_ipchange", "The IP address may be changed once a month"),
    ("key_too_recent", "value", "real_keychange", "The key may be changed once a month"),
    ("remoteid_taken", "exists", "remoteid", "A service with this identifier already exists"),
    ("untyped", "", "", "Something went wrong"),
];

/// (name, status, code, words): `docs/protocols/vmmanager.md` §2.1, §5.
const VM: &[(&str, u16, i64, &str)] = &[
    ("unauthorized", 401, 1000, "Unauthorized"),
    ("token_in_200", 200, 1000, "Unauthorized"),
    ("closed_function", 403, 3001, "Unauthorized"),
    ("unexpected_property", 400, 3008, "Unexpected property"),
    ("not_found", 404, 3002, "Not found"),
    ("exists", 400, 3005, "This name already exists"),
    ("busy", 400, 3011, "Another operation is running"),
    ("no_resources", 400, 4001, "There is no node with enough resources"),
    ("no_addresses", 400, 4002, "The pool has no free IP address"),
    ("license_unpaid", 403, 3003, "The license of the platform is not active"),
    ("internal", 500, 5000, "Internal error"),
];

/// Writes out the error that a refusal names.
pub(super) fn fill(function: &str, what: &mut What) -> Result<(), String> {
    let What::Refuse { error: Some(error), kind, object, msg, code, status } = what else { return Ok(()) };
    if function.contains(' ') {
        let found = VM.iter().find(|(name, ..)| name == error);
        let (_, with_status, with_code, words) =
            found.ok_or_else(|| unknown(error, VM.iter().map(|(name, ..)| *name)))?;
        status.get_or_insert(*with_status);
        code.get_or_insert(*with_code);
        msg.get_or_insert_with(|| (*words).to_owned());
        return Ok(());
    }
    let found = PANEL.iter().find(|(name, ..)| name == error);
    let (_, with_type, with_object, words) =
        found.ok_or_else(|| unknown(error, PANEL.iter().map(|(name, ..)| *name)))?;
    kind.get_or_insert_with(|| (*with_type).to_owned());
    if !with_object.is_empty() {
        object.get_or_insert_with(|| (*with_object).to_owned());
    }
    msg.get_or_insert_with(|| (*words).to_owned());
    Ok(())
}

fn unknown<'a>(error: &str, names: impl Iterator<Item = &'a str>) -> String {
    format!("there is no error {error}; there are {}", names.collect::<Vec<_>>().join(", "))
}
