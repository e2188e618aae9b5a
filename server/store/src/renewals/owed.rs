//! Which licenses may be owed coverage; the rule of the domain has the last word on each.

use domain::{Date, LicenseId, ModuleId};

use crate::{Exec, Result};

/// The attached licenses of a license server whose active service is paid beyond today and that end before it and
/// by `until`, are deleted, or whose expiry is not known; not those of which an operation is at work already (a
/// recipe that waits for a person is none), nor those with a renewal that is done or undecided.
pub async fn owed(
    db: impl Into<Exec<'_>>,
    module: ModuleId,
    today: Date,
    until: Date,
) -> Result<Vec<LicenseId>> {
    let rows = fetch_all!(db, (i64,), OF_MODULE, module.get(), today.to_string(), until.to_string())?;
    Ok(rows.into_iter().map(|(id,)| LicenseId::new(id)).collect())
}

statements! {
    OF_MODULE = r#"SELECT l.id FROM licenses l JOIN services s ON s.id = l.service_id
        WHERE l.module_id = $1 AND l.state = 'attached' AND s.state = 'active'
          AND s.paid_until COLLATE "C" > $2
          AND (l.expires_on IS NULL OR l.remote_status = 'deleted'
            OR (l.expires_on COLLATE "C" < s.paid_until AND l.expires_on COLLATE "C" <= $3))
          AND NOT EXISTS (SELECT 1 FROM operations o
            WHERE o.service_id = s.id AND o.state IN ('ready', 'running', 'failed', 'unknown')
              AND o.kind <> 'return_license' AND NOT (o.state = 'failed' AND o.step IN ('prepare_recipe', 'await_recipe', 'change_panel')))
          AND NOT EXISTS (SELECT 1 FROM renewal_intents r
            WHERE r.license_id = l.id AND r.expiry_before = l.expires_on
              AND r.state IN ('planned', 'sending', 'done', 'unknown'))
        ORDER BY l.expires_on NULLS LAST, l.id"#;
}
