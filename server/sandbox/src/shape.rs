//! The several documented shapes of one fact, chosen for each reply.

use rand::{Rng, SeedableRng, rngs::StdRng};

/// Where an order's reply carries the new id (`docs/protocols/billmanager.md` §2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdAt {
    Id,
    ItemId,
    Nested,
}

/// How one reply says what it says; each flag is a rule of §1.4 or of the VMmanager paper.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub id_at: IdAt,
    /// The object once more inside `doc`: `doc.doc`.
    pub nested: bool,
    /// Text as a bare string instead of `{"$": text}`.
    pub bare: bool,
    /// A list of one as an array instead of one object.
    pub array_of_one: bool,
    /// `$orig` beside a translated `$`.
    pub orig: bool,
    /// A field that is sent twice.
    pub twice: bool,
    /// Words instead of a date, which then is in `real_expiredate`.
    pub words: bool,
    /// A no-break space between thousands.
    pub spaced: bool,
    /// An error with parameters, stack and detail.
    pub wordy_error: bool,
    /// A sign on a list that a filter is on it.
    pub tells_filter: bool,
    /// VMmanager: an error code as text, and ids as text where both were seen.
    pub text_codes: bool,
    /// VMmanager: `clusters` of an OS as objects instead of ids.
    pub objects: bool,
}

impl Shape {
    /// The plainest form of everything.
    pub(crate) fn plain() -> Self {
        Self {
            id_at: IdAt::Id,
            nested: false,
            bare: false,
            array_of_one: false,
            orig: false,
            twice: false,
            words: false,
            spaced: false,
            wordy_error: false,
            tells_filter: false,
            text_codes: false,
            objects: false,
        }
    }

    /// The shape of the `count`-th reply: the same seed and the same requests give the same shapes.
    pub(crate) fn of(seed: Option<u64>, count: u64) -> Self {
        let Some(seed) = seed else { return Self::plain() };
        let mut random = StdRng::seed_from_u64(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ count);
        let id_at = match random.random_range(0..3) {
            0 => IdAt::Id,
            1 => IdAt::ItemId,
            _ => IdAt::Nested,
        };
        let mut half = || random.random_bool(0.5);
        Self {
            id_at,
            nested: half(),
            bare: half(),
            array_of_one: half(),
            orig: half(),
            twice: half(),
            words: half(),
            spaced: half(),
            wordy_error: half(),
            text_codes: half(),
            objects: half(),
            // The last, so that the shapes of a seed stay what they were.
            tells_filter: half(),
        }
    }
}
