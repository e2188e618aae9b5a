//! Corpora of replies, and what may befall a reply on its way.

use std::{fs, path::Path};

use proptest::{collection::vec, prelude::*, sample::Index};

/// Every file of a corpus, in the order of their names.
pub fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path: &std::path::PathBuf| fs::read::<&Path>(path).unwrap()).collect()
}

/// Pieces that decide something in the grammar of a reply, or in the words of the protocol.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "\\",
    "null",
    "true",
    "-0",
    "1e999",
    "18446744073709551616",
    "-1",
    "\"$\":",
    "\"$orig\":",
    "\"$type\":\"value\",",
    "\"doc\":{",
    "\"elem\":[",
    "\"list\":[",
    "\"id\":\"0\",",
    "\"ok\":{},",
    "\"error\":{\"$type\":\"access\"},",
    "\"error\":{\"code\":1000},",
    "\\u0000",
    "\\ud800",
    "\u{feff}",
    "\u{a0}",
    "руб.",
    "0000-00-00",
    "2026-02-30",
    "<html>",
    "url=/long/1/billmgr",
    "https://evil.example/long/1/billmgr",
    "#7",
];

/// One thing that happens to the bytes of a reply.
#[derive(Clone, Debug)]
enum Mutation {
    Put(Index, u8),
    Insert(Index, usize),
    Cut(Index, usize),
    Repeat(Index, usize, usize),
    End(Index),
    /// The rest of another reply of the corpus.
    GoOnWith(Index, usize, Index),
}

fn mutation(files: usize) -> impl Strategy<Value = Mutation> {
    let at = any::<Index>;
    prop_oneof![
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Mutation::Put(at, byte)),
        4 => (at(), 0..PIECES.len()).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        3 => (at(), 1..40_usize).prop_map(|(at, length)| Mutation::Cut(at, length)),
        2 => (at(), 1..60_usize, 2..30_usize).prop_map(|(at, length, times)| Mutation::Repeat(at, length, times)),
        1 => at().prop_map(Mutation::End),
        1 => (at(), 0..files, at()).prop_map(|(at, file, from)| Mutation::GoOnWith(at, file, from)),
    ]
}

/// A reply of the corpus after up to eight mutations; sometimes as it is.
pub fn mutated(corpus: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let files = corpus.len();
    (0..files, vec(mutation(files), 0..8)).prop_map(move |(file, mutations)| {
        let mut bytes = corpus[file].clone();
        for mutation in mutations {
            apply(&mut bytes, &mutation, &corpus);
        }
        bytes
    })
}

fn apply(bytes: &mut Vec<u8>, mutation: &Mutation, corpus: &[Vec<u8>]) {
    let place = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
    match mutation {
        Mutation::Put(at, byte) => {
            let at = place(at, bytes);
            bytes.splice(at..(at + 1).min(bytes.len()), [*byte]);
        }
        Mutation::Insert(at, piece) => {
            let at = place(at, bytes);
            bytes.splice(at..at, PIECES[*piece].bytes());
        }
        Mutation::Cut(at, length) => {
            let at = place(at, bytes);
            bytes.drain(at..(at + length).min(bytes.len()));
        }
        Mutation::Repeat(at, length, times) => {
            let at = place(at, bytes);
            let piece = bytes[at..(at + length).min(bytes.len())].repeat(*times);
            bytes.splice(at..at, piece);
        }
        Mutation::End(at) => bytes.truncate(place(at, bytes)),
        Mutation::GoOnWith(at, file, from) => {
            bytes.truncate(place(at, bytes));
            let other = &corpus[*file];
            bytes.extend_from_slice(&other[place(from, other)..]);
        }
    }
}
