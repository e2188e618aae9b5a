use crate::{Called, Client, Error, ErrorKind, Prefix, client::Call};

/// Whether an account may call a function, as far as that can be seen without doing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Right {
    /// The function let us in.
    Given,
    /// The panel says that we may not.
    Refused {
        /// The panel's words.
        words: String,
    },
    /// The answer shows neither.
    Unseen {
        /// The panel's words.
        words: String,
    },
}

/// No object has this number.
const NOTHING: u32 = 0;

impl Client {
    /// Sees whether we may order: `func=<prefix>.order.param` with neither a product nor a confirmation, which can
    /// buy nothing (`docs/protocols/billmanager.md` §9).
    pub async fn may_order(&self, prefix: &Prefix) -> Called<Right> {
        self.may(Call::read(prefix.function("order.param"))).await
    }

    /// Sees whether we may suspend a license: `func=<prefix>.suspend` for a license that cannot be.
    pub async fn may_suspend(&self, prefix: &Prefix) -> Called<Right> {
        self.may(Call::read(prefix.function("suspend")).with("elid", NOTHING)).await
    }

    /// Sees whether we may delete a license: `func=<prefix>.delete` for a license that cannot be, unconfirmed.
    pub async fn may_delete(&self, prefix: &Prefix) -> Called<Right> {
        self.may(Call::read(prefix.function("delete")).with("elid", NOTHING)).await
    }

    async fn may(&self, call: Call) -> Called<Right> {
        let Called { result, records } = self.call(call, |_| Ok(Right::Given)).await;
        Called { result: result.or_else(read), records }
    }
}

/// Rights are looked at before the function is: whoever is told about a field or an object was let in.
fn read(error: Error) -> Result<Right, Error> {
    let words = error.words().to_owned();
    match error.kind() {
        ErrorKind::Access => Ok(Right::Refused { words }),
        ErrorKind::Value { .. } => Ok(Right::Given),
        // The same type says that there is no such function.
        ErrorKind::NotFound if !speaks_of_a_function(&words) => Ok(Right::Given),
        ErrorKind::Other { kind, .. } if kind == "wizard_unavailable" => Ok(Right::Given),
        ErrorKind::NotFound | ErrorKind::Other { .. } | ErrorKind::Exists | ErrorKind::NoMoney => {
            Ok(Right::Unseen { words })
        }
        _ => Err(error),
    }
}

fn speaks_of_a_function(words: &str) -> bool {
    let words = words.to_lowercase();
    ["function", "module", "функци", "модул"].iter().any(|mark| words.contains(mark))
}

#[cfg(test)]
mod tests {
    use sendonce::Certainty;

    use super::*;

    fn seen(kind: ErrorKind, words: &str) -> Right {
        read(Error::new(kind, words, Certainty::Refused)).unwrap()
    }

    #[test]
    fn a_missing_object_shows_the_right_and_a_missing_function_does_not() {
        assert_eq!(seen(ErrorKind::NotFound, "The item does not exist"), Right::Given);
        for words in ["Function 'soft.delete' is not found", "Не удалось найти функцию soft.delete"]
        {
            assert!(matches!(seen(ErrorKind::NotFound, words), Right::Unseen { .. }), "{words}");
        }
    }

    #[test]
    fn an_answer_that_is_not_about_a_right_decides_nothing() {
        let strange = ErrorKind::Other { kind: "license".to_owned(), object: None, code: None };
        assert!(matches!(seen(strange, "Another day"), Right::Unseen { .. }));
        assert!(read(Error::malformed("no doc")).is_err());
    }
}
