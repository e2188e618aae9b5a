use crate::Answer;

/// The most values that a reply may hold. Decoded, a value may take hundreds of times its bytes, so a limit of bytes
/// alone does not bound the memory; no reply of a whole list of this size fits into the limit of bytes anyway.
const MOST: usize = 1_000_000;

impl Answer {
    /// Whether the body, read as JSON, would hold more values than a decoder should take. Told from its brackets and
    /// commas alone, before anything is built.
    pub fn has_too_many_parts(&self) -> bool {
        let mut parts = 0_usize;
        let (mut is_quoted, mut is_escaped) = (false, false);
        for byte in &self.body {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if is_quoted => is_escaped = true,
                b'"' => is_quoted = !is_quoted,
                b'{' | b'[' | b',' if !is_quoted => parts += 1,
                _ => {}
            }
        }
        parts > MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_too_many(body: String) -> bool {
        Answer { status: 200, body: body.into_bytes() }.has_too_many_parts()
    }

    #[test]
    fn a_million_empty_objects_are_too_many_and_a_million_commas_in_a_text_are_not() {
        assert!(has_too_many(format!("[{}{{}}]", "{},".repeat(500_000))));
        assert!(!has_too_many(format!("[{}{{}}]", "{},".repeat(400_000))));
        assert!(!has_too_many(format!("[\"{}\"]", ",\\\"[{".repeat(1_000_000))));
    }
}
