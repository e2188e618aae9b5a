//! License keys: made some time after they were asked for, beginning with the id of the license.

use rand::{Rng, SeedableRng, rngs::StdRng};

use crate::{clock, config::Config, faults::What, license::License};

/// Asks for a key; a fault may make it slow.
pub(crate) fn request(license: &mut License, config: &Config, what: Option<&What>) {
    let reads = match what {
        Some(What::SlowKey { reads }) => *reads,
        Some(What::NoKey) => u32::MAX,
        _ => config.key_after_reads,
    };
    if !config.old_key_until_ready {
        license.key = None;
    }
    license.key_generation += 1;
    license.key_pending = true;
    license.key_reads_left = reads;
    license.key_ready_at = clock::now_ms() + i64::try_from(config.key_after.as_millis()).unwrap_or(0);
}

/// One look at the card: brings the key nearer or makes it; says whether the license changed.
pub(crate) fn look(license: &mut License, config: &Config) -> bool {
    if !license.key_pending {
        return false;
    }
    if license.key_reads_left > 0 {
        license.key_reads_left -= 1;
        return true;
    }
    if clock::now_ms() < license.key_ready_at {
        return false;
    }
    license.key = Some(text(license, config.shape_seed.unwrap_or(0)));
    license.key_pending = false;
    true
}

fn text(license: &License, seed: u64) -> String {
    let origin = seed ^ license.id.rotate_left(32) ^ u64::from(license.key_generation);
    let bits: u128 = StdRng::seed_from_u64(origin).random();
    format!("{}-{bits:032X}", license.id)
}
