//! Turns at a remote system, agreed between all processes: how many calls at once, and how far apart.

use domain::ModuleId;

use crate::{Db, Result};

statements! {
    ADD = "INSERT INTO remote_slots (module_id, slot, holder, held_until, last_started)
        VALUES ($1, $2, NULL, 0, 0) ON CONFLICT (module_id, slot) DO NOTHING";
    TAKE = "UPDATE remote_slots SET holder = $2, held_until = $3, last_started = $4
        WHERE module_id = $1 AND slot = (SELECT slot FROM remote_slots WHERE module_id = $1 AND slot < $6
            AND (holder IS NULL OR held_until < $4) ORDER BY slot LIMIT 1)
          AND (holder IS NULL OR held_until < $4)
          AND (SELECT MAX(last_started) FROM remote_slots WHERE module_id = $1) + $5 <= $4";
    GIVE = "UPDATE remote_slots SET holder = NULL WHERE module_id = $1 AND holder = $2";
}

/// A turn that is wanted.
#[derive(Debug)]
pub struct Turn<'a> {
    /// The remote system.
    pub module_id: ModuleId,
    /// Who asks: unique for the call.
    pub holder: &'a str,
    /// How many calls may be in flight; more than zero.
    pub in_flight_limit: i64,
    /// The least time between two starts.
    pub min_interval_ms: i64,
    /// Now, in machine milliseconds.
    pub now_ms: i64,
    /// When the turn ends by itself, should its holder die.
    pub until_ms: i64,
}

/// Takes a turn if there is one now.
pub async fn take(db: &Db, turn: &Turn<'_>) -> Result<bool> {
    let mut tx = db.begin().await?;
    for slot in 0..turn.in_flight_limit {
        execute!(&mut tx, ADD, turn.module_id.get(), slot)?;
    }
    let taken = execute!(
        &mut tx,
        TAKE,
        turn.module_id.get(),
        turn.holder,
        turn.until_ms,
        turn.now_ms,
        turn.min_interval_ms,
        turn.in_flight_limit
    )?;
    tx.commit().await?;
    Ok(taken == 1)
}

/// Gives a turn back after the call.
pub async fn give(db: &Db, module: ModuleId, holder: &str) -> Result<()> {
    let mut tx = db.begin().await?;
    execute!(&mut tx, GIVE, module.get(), holder)?;
    tx.commit().await
}
