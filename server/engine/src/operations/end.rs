//! How a step ends.

use domain::operation::Note;
use domain::retry::Schedule;
use domain::{Date, ModuleKind};
use store::Tx;

use crate::remotes::calls::CallFailure;
use crate::remotes::{Verdict, vm_server};

/// What a step returns.
pub type StepResult = Result<End, StepError>;

/// How a step ended, with the transaction that holds what it wrote.
#[derive(Debug)]
pub enum End {
    /// Done; this step is next.
    Next {
        /// What the step wrote.
        tx: Tx,
        /// The step that runs next.
        step: &'static str,
    },
    /// Done, and with it the operation.
    Finish {
        /// What the step wrote.
        tx: Tx,
    },
    /// It stands still.
    Stop(Box<Stop>),
}

/// Why and for how long an operation stands still.
#[derive(Debug)]
pub struct Stop {
    /// What the step wrote, if anything.
    pub tx: Option<Tx>,
    /// The step to go on at; the same one when absent.
    pub step: Option<&'static str>,
    /// What to say.
    pub note: Note,
    /// What has to happen.
    pub until: Until,
}

/// What has to happen before an operation goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Nothing went wrong: look again by this schedule.
    LookAgain(Schedule),
    /// Nothing went wrong: look again on this day.
    Day(Date),
    /// Something went wrong that time may cure.
    Retry,
    /// The same, for the n-th time by the step's own count.
    Try(u32),
    /// A person has to mend something and let it go on.
    Mended,
    /// A person has to decide what is true.
    Decided,
}

/// What ends a step early.
#[derive(Debug)]
pub enum StepError {
    /// It stands still.
    Stop(Box<Stop>),
    /// The engine failed: the database, a lost lease, a module that is not set up.
    Engine(crate::Error),
}

impl Stop {
    /// A stop of the same step that wrote nothing.
    pub fn new(note: Note, until: Until) -> Self {
        Self { tx: None, step: None, note, until }
    }

    /// Goes on at another step.
    pub fn at(mut self, step: &'static str) -> Self {
        self.step = Some(step);
        self
    }

    /// Commits this too.
    pub fn with(mut self, tx: Tx) -> Self {
        self.tx = Some(tx);
        self
    }

    /// As the end of a step.
    pub fn end(self) -> End {
        End::Stop(Box::new(self))
    }
}

impl StepError {
    /// Goes on at another step, if it goes on.
    pub fn at(self, step: &'static str) -> Self {
        match self {
            Self::Stop(stop) => stop.at(step).into(),
            error => error,
        }
    }
}

impl From<Stop> for StepError {
    fn from(stop: Stop) -> Self {
        Self::Stop(Box::new(stop))
    }
}

impl From<store::Error> for StepError {
    fn from(error: store::Error) -> Self {
        Self::Engine(error.into())
    }
}

impl From<crate::Error> for StepError {
    fn from(error: crate::Error) -> Self {
        Self::Engine(error)
    }
}

impl From<Verdict> for Stop {
    fn from(verdict: Verdict) -> Self {
        let until = match &verdict {
            Verdict::NoMoney(_) => Until::LookAgain(Schedule::WAITING_FOR_FUNDS),
            Verdict::Later(_) | Verdict::NoAnswer(_) => Until::Retry,
            Verdict::Refused(_) | Verdict::AddressRefused(_) | Verdict::NoAccess(_) | Verdict::Missing(_) => {
                Until::Mended
            }
        };
        Self::new(verdict.note(), until)
    }
}

fn turn_not_come(system: ModuleKind) -> StepError {
    Stop::new(Note::TurnNotCome { system }, Until::LookAgain(Schedule::REMOTE_TASK)).into()
}

impl From<CallFailure<billmanager::Error>> for StepError {
    fn from(failure: CallFailure<billmanager::Error>) -> Self {
        match failure {
            CallFailure::TurnNotCome => turn_not_come(ModuleKind::Billmanager),
            CallFailure::Store(error) => error.into(),
            CallFailure::Remote(error) => Stop::from(Verdict::from(&error)).into(),
        }
    }
}

impl From<CallFailure<vmmanager::Error>> for StepError {
    fn from(failure: CallFailure<vmmanager::Error>) -> Self {
        match failure {
            CallFailure::TurnNotCome => turn_not_come(ModuleKind::Vmmanager6),
            CallFailure::Store(error) => error.into(),
            CallFailure::Remote(error) => {
                let mended = vm_server::is_refusal(&error) || vm_server::is_no_access(&error);
                let until = if mended { Until::Mended } else { Until::Retry };
                Stop::new(vm_server::note(&error), until).into()
            }
        }
    }
}
