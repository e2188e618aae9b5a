//! What a service and its license are to each other, in SQL: `$1` is today.

/// The tables.
macro_rules! rows {
    () => {
        r#" FROM services s JOIN clients c ON c.id = s.client_id
            LEFT JOIN licenses l ON l.service_id = s.id AND l.state = 'attached'
            JOIN license_servers v ON v.module_id = COALESCE(l.module_id, s.license_server_id)
            JOIN processing_modules m ON m.id = v.module_id
            LEFT JOIN operations o ON o.service_id = s.id AND o.state IN ('ready', 'running', 'failed', 'unknown')
                AND o.kind <> 'return_license'
                AND NOT (o.state = 'failed' AND o.step IN ('prepare_recipe', 'await_recipe', 'change_panel'))
            WHERE s.state = 'active' AND s.panel_state IN ('active', 'pending')"#
    };
}

macro_rules! funds {
    () => {
        r#"(o.note LIKE '{"note":"waiting_for_funds"%' OR o.note LIKE '{"note":"funds_kept"%')"#
    };
}

/// Somebody gave up the renewal of this very term.
macro_rules! given_up {
    () => {
        r#"EXISTS (SELECT 1 FROM operations g WHERE g.kind = 'renew_license' AND g.state = 'given_up'
            AND g.id = (SELECT MAX(n.id) FROM operations n WHERE n.service_id = s.id AND n.kind <> 'return_license')
            AND g.data LIKE '%"expires_on":"' || l.expires_on || '"%')"#
    };
}

macro_rules! work {
    () => {
        concat!(
            "CASE WHEN o.id IS NULL THEN 'nobody' WHEN o.state = 'unknown' THEN 'undecided'
                WHEN o.state = 'failed' THEN 'failed' WHEN ",
            funds!(),
            " THEN 'funds' WHEN m.state = 'suspended' OR (NOT v.renewals_on AND o.kind = 'renew_license') THEN 'held'
                ELSE 'under_way' END"
        )
    };
}

/// The gap opens today, whatever the dates say.
macro_rules! broken {
    () => {
        r#"(l.id IS NULL OR l.remote_status = 'deleted' OR l.address <> s.address OR l.expires_on IS NULL
            OR (l.remote_status = 'suspended' AND l.expires_on COLLATE "C" > $1))"#
    };
}

/// The license ends before the service does.
macro_rules! ends_first {
    () => {
        r#"(l.expires_on COLLATE "C" < s.paid_until COLLATE "C"
            OR (s.auto_renewal_period IS NOT NULL AND s.delete_on IS NULL))"#
    };
}

macro_rules! gap {
    () => {
        concat!(
            "(",
            broken!(),
            r#" OR l.expires_on COLLATE "C" <= $1 OR ("#,
            ends_first!(),
            " AND (m.state = 'suspended' OR NOT v.renewals_on OR o.state IN ('failed', 'unknown') OR (o.id IS NOT NULL AND ",
            funds!(),
            ") OR ",
            given_up!(),
            ")))"
        )
    };
}

macro_rules! columns {
    () => {
        concat!(
            "SELECT s.id, s.host_name, s.panel_name, s.state, s.panel_state, s.paid_until,
            (s.auto_renewal_period IS NOT NULL AND s.delete_on IS NULL) AS goes_on, c.id AS client_id,
            c.name AS client_name, l.id AS license_id, l.name AS license_name, l.remote_status, l.expires_on,
            (l.address IS NOT NULL AND s.address IS NOT NULL AND l.address <> s.address) AS is_elsewhere,
            v.module_id, v.renew_before_days, v.renewals_on, m.name AS module_name, m.state AS module_state,
            o.id AS operation_id, ",
            work!(),
            " AS work, ",
            given_up!(),
            " AS given_up"
        )
    };
}

macro_rules! searched {
    () => {
        r" AND (s.search LIKE $2 ESCAPE '\' OR s.address LIKE $2 ESCAPE '\' OR c.search LIKE $2 ESCAPE '\'
            OR l.search LIKE $2 ESCAPE '\' OR s.id = $3)"
    };
}

/// Gaps first, then what is renewed in time, then what is covered; each by the day.
macro_rules! by_day {
    () => {
        concat!(
            " ORDER BY CASE WHEN ",
            gap!(),
            " THEN 0 WHEN ",
            ends_first!(),
            " THEN 1 ELSE 2 END, CASE WHEN ",
            broken!(),
            r#" THEN $1 ELSE l.expires_on END COLLATE "C", s.id"#
        )
    };
}

/// Within the lead time, and neither an operation nor a person with a task works on it: `$2` is the license server, `$3`
/// the last day of its lead time.
macro_rules! alert {
    () => {
        concat!(
            " AND v.module_id = $2 AND ",
            gap!(),
            " AND (",
            broken!(),
            r#" OR l.expires_on COLLATE "C" <= $3)"#
        )
    };
}
