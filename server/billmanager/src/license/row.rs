use crate::{Amount, Day, LicenseId, decode::node::Node};

/// A license as the list and the card show it (`docs/protocols/billmanager.md` §2.4). What the panel left out is
/// absent here too, because *absent* and *empty* mean different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenseRow {
    /// The number at the panel.
    pub id: LicenseId,
    /// The marker given with the order: absent where the panel does not show it, empty where it was cleared.
    pub remoteid: Option<String>,
    /// The plan's code in the price list.
    pub plan_code: Option<String>,
    /// The plan's name for people.
    pub plan_name: Option<String>,
    /// The license's name.
    pub licname: Option<String>,
    /// The license's address.
    pub ip: Option<String>,
    /// Where in its life it is.
    pub status: LicenseStatus,
    /// Whether a change of status is in progress.
    pub is_changing: bool,
    /// The day at whose beginning the license is over.
    pub expires: Day,
    /// The day until which updates are included.
    pub updates_until: Day,
    /// The last change of the address.
    pub ip_changed: Day,
    /// The last change of the key.
    pub key_changed: Day,
    /// The day it was ordered.
    pub created: Day,
    /// Whether it renews itself.
    pub autoprolong: Autoprolong,
    /// The months of its billing period; -100 trial, -50 daily, 0 once.
    pub period: Option<i32>,
    /// What a period costs.
    pub cost: Option<Amount>,
}

/// A license's state at the panel.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LicenseStatus {
    /// 1: ordered, not yet active.
    Ordered,
    /// 2: active.
    Active,
    /// 3: stopped (suspended).
    Stopped,
    /// 4: deleted; such rows may stay in lists.
    Deleted,
    /// 5: an operation runs.
    Processing,
    /// Anything else, as sent; empty where it is absent.
    Other(String),
}

/// Whether a license renews itself there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Autoprolong {
    /// It does not.
    Off,
    /// It does, for this period as sent.
    On(String),
    /// The panel does not say.
    Unknown,
}

impl LicenseRow {
    /// Reads a row of a list; nothing where it has no number.
    pub(crate) fn read(node: Node<'_>) -> Option<Self> {
        let id = node.field("id")?.text()?.parse().ok()?;
        Some(Self::with_id(node, id))
    }

    /// Reads a card, which may leave out its number; nothing where it is no card, or its number is unreadable.
    pub(crate) fn read_card(form: Node<'_>, asked: LicenseId) -> Option<Self> {
        let is_card = ["licname", "name", "lickey", "ip"].iter().any(|name| form.field(name).is_some());
        let said =
            ["id", "elid"].iter().find_map(|name| form.field(name)?.text()).filter(|id| !id.is_empty());
        let id = said.map_or(Some(asked), |id| id.parse().ok())?;
        is_card.then(|| Self::with_id(form, id))
    }

    fn with_id(node: Node<'_>, id: LicenseId) -> Self {
        let text = |names: &[&str]| names.iter().find_map(|name| node.field(name)?.text()).map(String::from);
        let shown = |name: &str| node.field(name).and_then(Node::shown).map(String::from);
        // `pricelist` is the code in one reply and the plan's name in another.
        let is_code = |code: &String| !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
        let plan_code =
            text(&["pricelist_id"]).filter(is_code).or_else(|| text(&["pricelist"]).filter(is_code));
        let plan_name = shown("pricelist_name").or_else(|| shown("pricelist").filter(|name| !is_code(name)));
        Self {
            id,
            remoteid: text(&["remoteid"]),
            plan_code,
            plan_name,
            licname: text(&["licname", "name"]),
            ip: text(&["ip"]),
            status: LicenseStatus::read(&text(&["status", "item_status"]).unwrap_or_default()),
            is_changing: text(&["special_status"]).as_deref() == Some("1"),
            expires: Day::of(node, &["expiredate", "real_expiredate"]),
            updates_until: Day::of(node, &["update_expiredate"]),
            ip_changed: Day::of(node, &["real_ipchange", "ip_change_date"]),
            key_changed: Day::of(node, &["real_keychange", "lickey_change_date"]),
            created: Day::of(node, &["createdate"]),
            autoprolong: text(&["autoprolong"]).map_or(Autoprolong::Unknown, |text| Autoprolong::read(&text)),
            period: text(&["period"]).and_then(|period| period.parse().ok()),
            cost: shown("cost").and_then(|cost| Amount::read(&cost)),
        }
    }
}

impl LicenseStatus {
    fn read(text: &str) -> Self {
        match text.to_lowercase().as_str() {
            "1" | "ordered" => Self::Ordered,
            "2" | "active" => Self::Active,
            "3" | "stopped" | "suspended" => Self::Stopped,
            "4" | "deleted" => Self::Deleted,
            "5" | "processing" => Self::Processing,
            _ => Self::Other(text.to_owned()),
        }
    }
}

impl Autoprolong {
    fn read(text: &str) -> Self {
        match text.to_lowercase().as_str() {
            "" | "null" | "off" | "no" | "none" | "0" => Self::Off,
            _ => Self::On(text.to_owned()),
        }
    }
}
