//! Enums that are one word in the database, in addresses and on the wire.

/// A word that is none of an enum's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is not a {expected}")]
pub struct UnknownWord {
    /// The type that was wanted.
    pub expected: &'static str,
    /// What was found instead.
    pub word: String,
}

/// Defines an enum whose text form is the same for `as_str`, `FromStr`, `Display` and serde.
///
/// One list of words per enum: a database `CHECK` and a JSON value can then never disagree.
macro_rules! text_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:tt,)+ }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word stored and sent.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::text_enum::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word).ok_or_else(|| {
                    $crate::text_enum::UnknownWord { expected: stringify!($name), word: word.to_owned() }
                })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use text_enum;

#[cfg(test)]
mod tests {
    use crate::{IntentState, ModuleKind, UnknownWord};

    #[test]
    fn the_stored_word_and_the_json_word_are_the_same() {
        for state in IntentState::ALL {
            assert_eq!(serde_json::to_string(state).unwrap(), format!("\"{}\"", state.as_str()));
            assert_eq!(state.as_str().parse::<IntentState>().unwrap(), *state);
        }
    }

    #[test]
    fn an_unknown_word_names_the_type_that_was_wanted() {
        let error = "vmmanager5".parse::<ModuleKind>().unwrap_err();
        assert_eq!(error, UnknownWord { expected: "ModuleKind", word: "vmmanager5".into() });
    }
}
