//! The journal `sandbox.jsonl`: one line for each reply that changed something, synced before the reply.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
    path::Path,
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    account::{Account, Charge},
    license::License,
    sticky::StickyFilter,
    vm::{host::Host, task::Task, user::User},
};

/// The whole new state of one thing.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Record {
    /// How far the business clock was moved, and the last day whose rules were applied.
    Clock {
        offset_days: i64,
        day: Date,
    },
    Account(Account),
    License(License),
    Charge(Charge),
    User(User),
    UserGone(u64),
    Host(Host),
    HostGone(u64),
    Task(Task),
    /// A filter that stays on a list.
    Filter(StickyFilter),
    /// The next address that will be given out.
    Addresses {
        next: u64,
    },
}

/// The file, open for appending.
#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
}

impl Journal {
    /// Opens the journal of a folder and returns what it holds; a line torn by a crash is cut off.
    pub(crate) fn open(folder: &Path) -> io::Result<(Self, Vec<Record>)> {
        fs::create_dir_all(folder)?;
        let path = folder.join("sandbox.jsonl");
        let mut file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path)?;
        let text = fs::read(&path)?;
        let mut records: Vec<Record> = Vec::new();
        let mut good = 0;
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            let last = good + line.len() == text.len();
            match serde_json::from_slice::<Vec<Record>>(line) {
                Ok(batch) if line.ends_with(b"\n") => records.extend(batch),
                Err(error) if !last => return Err(io::Error::new(io::ErrorKind::InvalidData, error)),
                // Written by a process that died before it replied: nobody was told.
                _ => break,
            }
            good += line.len();
        }
        file.set_len(good as u64)?;
        file.seek(SeekFrom::End(0))?;
        Ok((Self { file }, records))
    }

    /// Appends one line and waits until the disk has it.
    pub(crate) fn append(&mut self, records: &[Record]) -> io::Result<()> {
        let mut line = serde_json::to_vec(records)?;
        line.push(b'\n');
        self.file.write_all(&line)?;
        self.file.sync_data()
    }
}
