//! What goes wrong with a call.

use serde::{Deserialize, Serialize};

use crate::person::{Act, When};

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(crate) enum What {
    /// An error of the protocol, without effect.
    Refuse {
        /// One of the documented errors, by its name; the fields beside it change single words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error: Option<String>,
        #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        object: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        msg: Option<String>,
        /// VMmanager: the error code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<i64>,
        /// VMmanager: the HTTP status.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
    },
    /// The error of an empty balance, without effect.
    NoMoney,
    /// No effect, and no reply until the client gives up.
    TimeoutBefore,
    /// Takes effect, and no reply until the client gives up.
    TimeoutAfter,
    /// No effect, and the connection is reset, as by a server that dies with the request unread.
    CloseUnread,
    /// No effect, and the connection is closed.
    CloseBefore,
    /// Takes effect, and the connection is closed.
    CloseAfter,
    /// Takes effect, and half of the reply arrives.
    CutReply,
    /// Status 500 without effect.
    #[serde(rename = "http_500")]
    Http500,
    /// Status 503 without effect.
    #[serde(rename = "http_503")]
    Http503,
    /// Takes effect, and the reply is a status 500.
    #[serde(rename = "http_500_after")]
    Http500After,
    /// A status without effect.
    Http { status: u16 },
    /// Takes effect, and the reply is this status.
    HttpAfter { status: u16 },
    /// Status 429 with the seconds after which to come again, without effect.
    RateLimit {
        #[serde(default = "one")]
        retry_after: u32,
    },
    /// A page of a proxy instead of a reply, without effect.
    HtmlPage,
    /// A page with a captcha instead of a reply, without effect.
    Captcha,
    /// A redirect to the same address (307), without effect.
    Redirect,
    /// Takes effect, and the reply is a page with a link to the real one, which is such a page again for some time.
    LongReply {
        #[serde(default = "one")]
        pages: u32,
    },
    /// Takes effect, and the reply carries no id.
    NoId,
    /// The key of the license takes this many more reads to appear.
    SlowKey { reads: u32 },
    /// The key of the license never appears.
    NoKey,
    /// An order, a renewal or a change of plan is put behind a bill instead of being charged.
    PaymentRequired,
    /// Lists and cards do not show the `remoteid`.
    HideRemoteid,
    /// States are told in words and numbers that nobody documents.
    UnknownWords,
    /// Every session and token is forgotten first.
    ExpireSessions,
    /// VMmanager: the task that the call starts fails.
    TaskFail,
    /// VMmanager: the recipe that the call starts fails, and nothing else.
    RecipeFail,
    /// VMmanager: the task that the call starts takes this long.
    SlowTask { ms: i64 },
    /// VMmanager: the task that the call starts is not listed for this many look-ups.
    HideTask { polls: u32 },
    /// VMmanager: the machine is made, and the reply says that there is one with its name.
    VmExists,
    /// Is worked on after this time only.
    DelayMs { ms: u64 },
    /// Takes effect at once, and the reply comes after this time only.
    LateReply { ms: u64 },
    /// Somebody does something by hand around the call, which is answered as always.
    Person {
        #[serde(flatten)]
        act: Act,
        #[serde(default)]
        when: When,
    },
}

fn one() -> u32 {
    1
}

impl What {
    /// The word by which rules name it.
    pub(crate) fn name(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        value.get("what").and_then(|name| name.as_str()).unwrap_or("unknown").to_owned()
    }
}
