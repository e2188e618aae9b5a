//! What a process logs, for tests that look for what must not be in it.

use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};

/// Everything that this process logs, at every level.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Begins to listen; once for all tests of a process.
    pub fn listen() -> Self {
        static LOG: OnceLock<Log> = OnceLock::new();
        let start = || {
            let log = Self::default();
            let writer = log.clone();
            // What these tests read pages with logs what it reads.
            let all = tracing_subscriber::EnvFilter::new("trace,html5ever=off,selectors=off");
            let lines = tracing_subscriber::fmt().with_env_filter(all);
            lines.with_ansi(false).with_writer(move || writer.clone()).init();
            log
        };
        LOG.get_or_init(start).clone()
    }

    /// What was logged so far.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
